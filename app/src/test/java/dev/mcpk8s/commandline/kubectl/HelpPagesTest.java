package dev.mcpk8s.commandline.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.HelpCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.tree.CommandNode;
import dev.mcpk8s.commandline.tree.CommandTree;
import dev.mcpk8s.testcluster.KubectlResult;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The help pages: our words, kubectl's flags. */
@ExtendWith(TestClusterExtension.class)
class HelpPagesTest {

    private final CommandTree tree = VerbCatalog.kubectlTree();
    private final HelpWords words = HelpWords.load();
    private final KubectlReader reader = new KubectlReader();

    private HelpCommand read(String line) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
        return (HelpCommand) reader.read(arguments, new RequestFiles(Map.of()));
    }

    /** Flags with shorthand and default, the form of the command, its other names and commands. */
    private static List<String> facts(String page) {
        return page.lines()
                .filter(line -> !line.contains("--cache-dir="))
                .filter(
                        line ->
                                line.startsWith("    -")
                                        || line.matches(" {2}kubectl .*]")
                                        || line.matches("Use .*(<command>|kubectl options).*")
                                        || line.matches("[a-z]+(, [a-z-]+)+")
                                        || line.matches(" {2}[a-z-]+ {2,}.*"))
                .map(
                        line ->
                                line.matches(" {2}[a-z-]+ {2,}.*")
                                        ? line.strip().split(" ", 2)[0]
                                        : line)
                .toList();
    }

    @Test
    void everyPageHasKubectlsFlagsAndUsage(TestCluster cluster) {
        Map<String, List<String>> ours = new TreeMap<>();
        Map<String, List<String>> kubectls = new TreeMap<>();
        for (CommandNode command : tree.nodes().values()) {
            String name = VerbCatalog.nameOf(command.path());
            String line = name.equals("options") ? name : (name + " --help").strip();
            String[] arguments = line.split(" ", -1);
            ours.put(name, facts(read(line).page()));
            kubectls.put(name, facts(cluster.run(arguments).orThrow().stdout()));
        }
        assertThat(ours).hasSizeGreaterThan(90).isEqualTo(kubectls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alpha",
                "alpha --help",
                "auth",
                "certificate",
                "certificate foo",
                "config",
                "create secret",
                "create service",
                "help",
                "help foo",
                "help get",
                "help help",
                "help rollout foo",
                "options",
                "options foo",
                "rollout",
                "rollout -h",
                "set",
                "top",
                "-n x"
            })
    void pagesGoWhereKubectlsGo(String line, TestCluster cluster) {
        HelpCommand ours = read(line);
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
        KubectlResult kubectl = cluster.run(arguments);
        assertThat(ours.fails() ? 1 : 0).isEqualTo(kubectl.exitCode());
        assertThat(ours.onStandardError()).isEqualTo(kubectl.stdout().isEmpty());
    }

    @Test
    void everyCommandAndFlagHasWords() {
        for (CommandNode command : tree.nodes().values()) {
            assertThat(words.of(command).summary()).as(command.path()).isNotBlank();
            assertThat(command.flags().all())
                    .allSatisfy(
                            flag ->
                                    assertThat(words.flag(command, flag.name()))
                                            .as("%s --%s", command.path(), flag.name())
                                            .isNotBlank());
        }
    }

    @Test
    void noPageTellsOfThisMachine() {
        Stream<String> pages =
                tree.nodes().values().stream().map(command -> read("help" + tail(command)).page());
        assertThat(pages).noneMatch(page -> page.contains(System.getProperty("user.home") + "/"));
        assertThat(read("options").page()).contains("--cache-dir='$HOME/.kube/cache':");
    }

    private static String tail(CommandNode command) {
        return command.path().substring(VerbCatalog.TOOL.length());
    }

    @Test
    void refusedCommandsAndFlagsSayWhatElseToDo() {
        assertThat(read("edit --help").page())
                .contains("kubectl edit is refused here: there is no editor here");
        assertThat(read("options").page()).contains("Refused here: where to connect");
    }

    @Test
    void everyExampleIsALineThatIsUnderstood() {
        for (CommandNode command : tree.nodes().values()) {
            assertThat(words.of(command).examples())
                    .allSatisfy(
                            example -> {
                                assertThat(example.line() + " ").startsWith(command.path() + " ");
                                assertThat(flagsOf(example))
                                        .allMatch(flag -> isKnown(command, flag), example.line());
                            });
        }
    }

    private static List<String> flagsOf(HelpWords.Example example) {
        String line = example.line().replaceAll(" -- .*", "").replaceAll("'[^']*'", "");
        return Stream.of(line.split(" ", -1))
                .filter(word -> word.startsWith("--"))
                .map(word -> word.replaceAll("^--|=.*", ""))
                .toList();
    }

    private static boolean isKnown(CommandNode command, String flag) {
        return command.flags().all().stream().map(FlagDefinition::name).anyMatch(flag::equals);
    }
}
