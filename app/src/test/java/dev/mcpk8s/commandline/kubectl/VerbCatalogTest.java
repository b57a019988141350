package dev.mcpk8s.commandline.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Effect;
import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.tree.CommandTree;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VerbCatalogTest {

    private final CommandTree tree = VerbCatalog.kubectlTree();
    private final VerbCatalog catalog = new VerbCatalog();

    @Test
    void everyCommandOfKubectlIsListedAndNothingElse() {
        TreeSet<String> commands = new TreeSet<>();
        tree.nodes().keySet().forEach(path -> commands.add(VerbCatalog.nameOf(path)));
        assertThat(commands).hasSizeGreaterThan(90);
        assertThat(new TreeSet<>(catalog.verbs().keySet())).isEqualTo(commands);
    }

    @Test
    void everyRefusalSaysWhatToDoInstead() {
        assertThat(catalog.verbs().values())
                .filteredOn(Verb.Refused.class::isInstance)
                .isNotEmpty()
                .allSatisfy(verb -> assertThat(((Verb.Refused) verb).instead()).isNotBlank());
    }

    @Test
    void whatReadsRunsNatively() {
        assertThat(catalog.verbs().entrySet())
                .filteredOn(
                        entry ->
                                entry.getValue() instanceof Verb.Sandboxed(Effect effect, var _)
                                        && effect == Effect.READ)
                .extracting(entry -> entry.getKey())
                .isEmpty();
    }

    @Test
    void everyFlagThatKubectlMarksAsAFileIsChecked() {
        List<FlagDefinition> files =
                tree.nodes().values().stream()
                        .filter(node -> !(catalog.of(node) instanceof Verb.Refused))
                        .flatMap(node -> node.flags().all().stream())
                        .filter(flag -> flag.namesFile() && !flag.isPersistent())
                        .toList();
        assertThat(files).hasSizeGreaterThan(50).allMatch(FileFlags::covers);
    }

    @Test
    void theDataNamesNoFolderOfAnyMachine() {
        assertThat(tree.nodes().values())
                .flatExtracting(node -> node.flags().all())
                .extracting(FlagDefinition::defaultValue)
                .noneMatch(value -> value.matches(".*(/home/|/root|/tmp|/Users/|[.]kube).*"));
    }
}
