package dev.mcpk8s.commandline.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.tree.CommandNode;
import dev.mcpk8s.commandline.tree.CommandTree;
import dev.mcpk8s.docs.GeneratedPage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/verbs.md} lists every command of kubectl, from the catalogue that the parser itself
 * uses. It stands in this package because the catalogue is nobody else's.
 */
class VerbsPageTest {

    private static final String HEAD =
            """
            # Commands of kubectl

            Where each command of kubectl 1.36.2 runs, and what it may do to a cluster. This page is made from the code
            by `make docs`.

            - **native**: inside the service, without a process. A form of it that is not native yet (`get -k`,
              say) runs in the sandbox; the answer's `execution` says which it was.
            - **sandbox**: by the real kubectl, contained, streamed live.
            - **refused**: nowhere; the answer's `code` is `command_refused`, and it says what stands here.

            Effects: `local` touches no cluster, `read` only reads, `write` creates or changes objects or runs programs
            in pods, `delete` may delete objects.

            """;

    private final VerbCatalog catalog = new VerbCatalog();
    private final HelpWords words = HelpWords.load();
    private final CommandTree kubectl = VerbCatalog.kubectlTree();
    private final Map<String, CommandNode> tree = new TreeMap<>(kubectl.nodes());

    @Test
    void listsEveryCommand() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| command | runs | effect | |\n|---|---|---|---|\n");
        tree.values().forEach(command -> page.append(row(command)));
        assertThat(page).contains("| `kubectl get` | native | read |");
        page.append("\n## Flags of the commands\n\n");
        page.append("Those of all commands stand below. *(refused)* is explained there too.\n");
        tree.values().stream()
                .filter(command -> !(catalog.of(command) instanceof Verb.Refused))
                .filter(command -> command.flags().all().stream().anyMatch(VerbsPageTest::isOwn))
                .forEach(command -> page.append(flagsOf(command)));
        page.append("\n## Flags of all commands\n");
        page.append(flagTable(kubectl.root(), true));
        page.append(refusedFlags());
        page.append(wantedDifferences());
        GeneratedPage.check("verbs.md", page.toString());
    }

    private String row(CommandNode command) {
        Verb verb = catalog.of(command);
        String effect = verb.effect().name().toLowerCase(Locale.ROOT);
        return switch (verb) {
            case Verb.Native _ -> cells(command, "native", effect, "");
            case Verb.Sandboxed _ -> cells(command, "sandbox", effect, "");
            case Verb.Refused refused -> cells(command, "refused", "–", refused.instead());
        };
    }

    private static String cells(CommandNode command, String runs, String effect, String why) {
        return "| `%s` | %s | %s | %s |\n".formatted(command.path(), runs, effect, escape(why));
    }

    private String flagsOf(CommandNode command) {
        return "\n### `" + command.path() + "`\n" + flagTable(command, false);
    }

    /** Worth a table: more than the help flag, which all have. */
    private static boolean isOwn(FlagDefinition flag) {
        return !flag.isPersistent() && !flag.name().equals("help");
    }

    private String flagTable(CommandNode command, boolean persistent) {
        return command.flags().all().stream()
                .filter(flag -> flag.isPersistent() == persistent)
                .filter(flag -> !flag.attributes().contains("hidden"))
                .map(flag -> flagRow(command, flag))
                .collect(
                        Collectors.joining(
                                "",
                                "\n| flag | takes | default | what it does |\n|---|---|---|---|\n",
                                ""));
    }

    private String flagRow(CommandNode command, FlagDefinition flag) {
        String name = flag.shorthand().isEmpty() ? "" : "`-" + flag.shorthand() + "`, ";
        String verb = VerbCatalog.nameOf(command.path());
        return "| %s`--%s`%s | %s | %s | %s |\n"
                .formatted(
                        name,
                        flag.name(),
                        RefusedFlags.reason(verb, flag) == null ? "" : " *(refused)*",
                        type(flag),
                        flag.defaultValue().isEmpty() || flag.defaultValue().equals("[]")
                                ? ""
                                : "`" + escape(flag.defaultValue()) + "`",
                        escape(words.flag(command, flag.name())));
    }

    private static String type(FlagDefinition flag) {
        return switch (flag.type()) {
            case BOOL -> "";
            case STRING, OTHER -> "text";
            case INT, INT32, INT64, LEVEL -> "number";
            case DURATION, PLAIN_DURATION -> "duration";
            case STRING_SLICE -> "list, by commas or repeated";
            case STRING_ARRAY -> "text, repeatable";
            case STRING_TO_STRING -> "name=value, …";
            case TRISTATE -> "true or false";
        };
    }

    private static String wantedDifferences() throws IOException {
        try (InputStream data =
                VerbsPageTest.class.getResourceAsStream("/wanted-differences.txt")) {
            String text = new String(data.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> "| " + escape(line).replace("\t", " | ") + " |\n")
                    .collect(
                            Collectors.joining(
                                    "",
                                    "\n## Wanted differences\n\nEverything else is to be kubectl's,"
                                            + " byte for byte.\n\n| where | what | why |\n|---|---|---|\n",
                                    ""));
        }
    }

    /** Each reason once, with the flags it is given for. */
    private String refusedFlags() {
        Map<String, Set<String>> flagsByReason = new TreeMap<>();
        tree.values().forEach(command -> collectRefused(command, flagsByReason));
        return flagsByReason.entrySet().stream()
                .map(entry -> "- " + String.join(", ", entry.getValue()) + ": " + entry.getKey())
                .collect(Collectors.joining(".\n", "\n## Flags that are refused\n\n", ".\n"));
    }

    private static void collectRefused(CommandNode command, Map<String, Set<String>> byReason) {
        String verb = VerbCatalog.nameOf(command.path());
        for (FlagDefinition flag : command.flags().all()) {
            String reason = RefusedFlags.reason(verb, flag);
            if (reason != null) {
                String owner = flag.isPersistent() ? "" : verb + " ";
                byReason.computeIfAbsent(reason, _ -> new TreeSet<>())
                        .add("`" + owner + "--" + flag.name() + "`");
            }
        }
    }

    private static String escape(String text) {
        return text.replace("|", "\\|");
    }
}
