package dev.mcpk8s.resource;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The resource arguments of a command line: {@code TYPE[,TYPE]}, {@code TYPE NAME...}, {@code
 * TYPE/NAME...}, and the sentences for every way to get them wrong (cli-runtime: {@code
 * resource/builder.go}).
 *
 * @param arguments as typed
 * @param namespace empty for all
 * @param labelSelector empty for all
 * @param fieldSelector empty for all
 * @param subresource empty for the objects themselves
 */
public record ResourceQuery(
        List<String> arguments,
        String namespace,
        String labelSelector,
        String fieldSelector,
        String subresource) {

    private static final String MIXED =
            "there is no need to specify a resource type as a separate argument when passing"
                    + " arguments in resource/name form (e.g. 'kubectl get"
                    + " resource/<resource_name>' instead of 'kubectl get resource"
                    + " resource/<resource_name>'";

    private static final String NOTHING =
            """
            You must provide one or more resources by argument or filename.
            Example resource specifications include:
               '-f rsrc.yaml'
               '--filename=rsrc.json'
               '<resource> <name>'
               '<resource>'""";

    private static final String SEVERAL = "you may only specify a single resource type";

    /** A type and a name, both as typed. */
    private record Pair(String type, String name) {}

    public ResourceQuery {
        arguments = List.copyOf(arguments);
        labelSelector = labelSelector.strip();
        fieldSelector = fieldSelector.strip();
    }

    /**
     * What is meant: types to list or objects to get.
     *
     * @throws CommandException in kubectl's words
     */
    public Selection resolve(ClusterSession session) throws IOException {
        return resolve(session, false);
    }

    /**
     * The same for a command that takes one type only.
     *
     * @throws CommandException also when there are several
     */
    public Selection resolveSingleType(ClusterSession session) throws IOException {
        return resolve(session, true);
    }

    private Selection resolve(ClusterSession session, boolean single) throws IOException {
        List<String> words = spreadTypes(arguments);
        long slashed = words.stream().filter(word -> word.indexOf('/') >= 0).count();
        if (slashed > 0) {
            if (slashed != words.size()) {
                throw wrong(MIXED);
            }
            List<Pair> pairs = new ArrayList<>();
            for (String word : words) {
                pairs.add(pair(word));
            }
            if (isSelective()) {
                throw wrong(
                        "selectors and the all flag cannot be used when passing resource/name"
                                + " arguments");
            }
            return objects(pairs, session, single);
        }
        List<String> types = words.isEmpty() ? List.of() : types(words.getFirst(), session);
        List<String> names = words.size() < 2 ? List.of() : words.subList(1, words.size());
        return names.isEmpty() ? lists(types, session, single) : named(types, names, session);
    }

    private Selection lists(List<String> types, ClusterSession session, boolean single)
            throws IOException {
        if (types.isEmpty()) {
            throw wrong(
                    isSelective()
                            ? "at least one resource must be specified to use a selector"
                            : NOTHING);
        }
        if (!subresource.isEmpty()) {
            throw wrong("subresource cannot be used when bulk resources are specified");
        }
        if (single && types.size() > 1) {
            throw wrong(SEVERAL);
        }
        return new Selection.Lists(mappings(types, session));
    }

    /** One type and names. */
    private Selection named(List<String> types, List<String> names, ClusterSession session)
            throws IOException {
        if (isSelective()) {
            throw wrong("name cannot be provided when a selector is specified");
        }
        if (types.size() > 1) {
            throw wrong("you must specify only one resource");
        }
        ResourceMapping mapping = session.mapping(types.getFirst());
        checkNamespace(mapping);
        return new Selection.Objects(
                names.stream().map(name -> new Selection.Target(mapping, name)).toList());
    }

    private Selection objects(List<Pair> pairs, ClusterSession session, boolean single)
            throws IOException {
        Map<String, ResourceMapping> mappings = new HashMap<>();
        for (Pair pair : pairs) {
            // Looked up once, so that what is to be said about a type is said once.
            if (!mappings.containsKey(pair.type())) {
                mappings.put(pair.type(), session.mapping(pair.type()));
            }
        }
        if (single && Set.copyOf(mappings.values()).size() > 1) {
            throw wrong(SEVERAL);
        }
        List<Selection.Target> targets = new ArrayList<>();
        for (Pair pair : pairs) {
            ResourceMapping mapping = Objects.requireNonNull(mappings.get(pair.type()));
            checkNamespace(mapping);
            targets.add(new Selection.Target(mapping, pair.name()));
        }
        return new Selection.Objects(targets);
    }

    private void checkNamespace(ResourceMapping mapping) {
        if (mapping.namespaced() && namespace.isEmpty()) {
            throw wrong("a resource cannot be retrieved by name across all namespaces");
        }
    }

    private boolean isSelective() {
        return !labelSelector.isEmpty() || !fieldSelector.isEmpty();
    }

    /** Each type once, however it was called. */
    private static List<ResourceMapping> mappings(List<String> types, ClusterSession session)
            throws IOException {
        Set<ResourceMapping> mappings = new LinkedHashSet<>();
        for (String type : types) {
            mappings.add(session.mapping(type));
        }
        return List.copyOf(mappings);
    }

    /** A comma list with its categories spelt out. */
    private static List<String> types(String list, ClusterSession session) throws IOException {
        Set<String> types = new LinkedHashSet<>();
        for (String type : list.split(",", -1)) {
            List<String> members = session.category(type);
            types.addAll(members.isEmpty() ? List.of(type) : members);
        }
        return List.copyOf(types);
    }

    /** {@code a,b x} means {@code a/x b/x}. */
    private static List<String> spreadTypes(List<String> words) {
        if (words.size() < 2) {
            return words;
        }
        Set<String> types = new LinkedHashSet<>(List.of(words.getFirst().split(",", -1)));
        if (types.size() < 2) {
            return words;
        }
        List<String> spread = new ArrayList<>();
        for (String type : types) {
            for (String name : words.subList(1, words.size())) {
                spread.add(type + "/" + name);
            }
        }
        return spread;
    }

    private static Pair pair(String word) {
        String[] parts = word.split("/", -1);
        if (parts.length != 2) {
            throw wrong("arguments in resource/name form may not have more than one slash");
        }
        boolean severalTypes = parts[0].indexOf(',') >= 0;
        if (parts[0].isEmpty() || parts[1].isEmpty() || severalTypes) {
            throw wrong("arguments in resource/name form must have a single resource and name");
        }
        return new Pair(parts[0], parts[1]);
    }

    private static CommandException wrong(String sentence) {
        return new CommandException(ErrorCode.COMMAND_FAILED, sentence);
    }
}
