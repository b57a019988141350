package dev.mcpk8s.mcp.completion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.mcp.CallContext;
import dev.mcpk8s.mcp.resource.ClusterReader;
import io.modelcontextprotocol.spec.McpError;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names that an argument could have, asked of the caller's cluster with the caller's
 * credentials and remembered for a moment: a client asks again with every letter that is typed.
 * Where the cluster does not answer there are none; a suggestion is no place for errors.
 */
@Singleton
final class Suggestions {

    private static final int SECONDS = 3;
    private static final Duration REMEMBERED = Duration.ofSeconds(15);
    private static final long MOST_NAMES = 1_000_000;
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");

    private final ClusterReader reader;
    private final Cache<Key, List<String>> remembered =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_NAMES)
                    .<Key, List<String>>weigher((key, names) -> names.size() + 10)
                    .expireAfterWrite(REMEMBERED)
                    .build();

    Suggestions(ClusterReader reader) {
        this.reader = reader;
    }

    /** Who asked what; of the kubeconfig only a digest is kept. */
    private record Key(
            String kubeconfig, Tool tool, @Nullable String context, List<String> words) {}

    /**
     * All names from a source.
     *
     * @param source {@code contexts}, {@code namespaces}, {@code types}, {@code containers}, {@code
     *     releases}, {@code objects} of the type among the arguments, or {@code objects:TYPE}
     * @param chosen the arguments that are filled in already
     */
    List<String> from(String source, Map<String, String> chosen, CallContext call) {
        return switch (source) {
            case "contexts" ->
                    ask(call, null, List.of("config", "get-contexts", "--output=name"), List::of);
            case "namespaces" ->
                    ask(
                            call,
                            chosen(chosen, "context"),
                            List.of("get", "--output=name", "--", "namespaces"),
                            Suggestions::afterSlash);
            case "types" -> types(chosen, call);
            case "containers" -> containers(chosen, call);
            case "releases" -> releases(chosen, call);
            case "objects" -> {
                String type = chosen(chosen, "resource_type");
                yield objects(type == null ? chosen(chosen, "type") : type, chosen, call);
            }
            default -> objects(source.substring(source.indexOf(':') + 1), chosen, call);
        };
    }

    private List<String> objects(
            @Nullable String type, Map<String, String> chosen, CallContext call) {
        if (type == null || !TYPE.matcher(type).matches()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(List.of("get", "--output=name"));
        addNamespace(words, chosen);
        words.addAll(List.of("--", type));
        return ask(call, chosen(chosen, "context"), words, Suggestions::afterSlash);
    }

    private List<String> containers(Map<String, String> chosen, CallContext call) {
        String pod = chosen(chosen, "pod_name");
        if (pod == null) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        words.add("get");
        words.add("--output=jsonpath={range .spec.containers[*]}{.name}{\"\\n\"}{end}");
        addNamespace(words, chosen);
        words.addAll(List.of("--", "pods", pod));
        return ask(call, chosen(chosen, "context"), words, List::of);
    }

    private List<String> releases(Map<String, String> chosen, CallContext call) {
        List<String> words = new ArrayList<>(List.of("list", "--short"));
        addNamespace(words, chosen);
        return ask(
                new Key(digest(call), Tool.HELM, chosen(chosen, "context"), words), call, List::of);
    }

    /** A type's plain name, and its group where two have that name. */
    private List<String> types(Map<String, String> chosen, CallContext call) {
        List<String> full =
                ask(
                        call,
                        chosen(chosen, "context"),
                        List.of("api-resources", "--verbs=get", "--output=name"),
                        List::of);
        Map<String, Long> uses =
                full.stream()
                        .collect(Collectors.groupingBy(Suggestions::plural, Collectors.counting()));
        return full.stream()
                .map(name -> uses.getOrDefault(plural(name), 0L) == 1 ? plural(name) : name)
                .sorted()
                .toList();
    }

    private static String plural(String type) {
        int dot = type.indexOf('.');
        return dot < 0 ? type : type.substring(0, dot);
    }

    private List<String> ask(
            CallContext call,
            @Nullable String context,
            List<String> words,
            Function<String, List<String>> names) {
        return ask(new Key(digest(call), Tool.KUBECTL, context, words), call, names);
    }

    private List<String> ask(Key key, CallContext call, Function<String, List<String>> names) {
        List<String> known = remembered.getIfPresent(key);
        if (known != null) {
            return known;
        }
        List<String> found;
        try {
            String output =
                    reader.read(
                            new ClusterReader.Question(
                                    call.kubeconfig(),
                                    key.tool(),
                                    key.context(),
                                    key.words(),
                                    SECONDS),
                            call.cancellation());
            found =
                    output.lines()
                            .filter(line -> !line.isBlank())
                            .flatMap(line -> names.apply(line).stream())
                            .distinct()
                            .sorted()
                            .toList();
        } catch (McpError noAnswer) {
            return List.of();
        }
        remembered.put(key, found);
        return found;
    }

    private static List<String> afterSlash(String line) {
        return List.of(line.substring(line.indexOf('/') + 1));
    }

    private static void addNamespace(List<String> words, Map<String, String> chosen) {
        String namespace = chosen(chosen, "namespace");
        String instance = chosen(chosen, "instance");
        if (instance != null) {
            words.add("--namespace=" + instance);
        } else if (namespace != null) {
            words.add("--namespace=" + namespace);
        }
    }

    private static @Nullable String chosen(Map<String, String> chosen, String argument) {
        String value = chosen.get(argument);
        return value == null || value.isBlank() || value.equals("-") ? null : value;
    }

    private static String digest(CallContext call) {
        String kubeconfig = call.kubeconfig();
        if (kubeconfig == null) {
            return "";
        }
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(kubeconfig.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
