package dev.mcpk8s.endtoend;

import dev.mcpk8s.command.Tool;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks the real tools' own help: whatever it lists is in the trees that the tables are written
 * for, so that a new version adds nothing unseen.
 */
class ToolHelpTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(value = Tool.class, mode = EnumSource.Mode.EXCLUDE, names = "KUBECTL")
    void listsNothingThatIsNotInTheTree(Tool tool) {
        String name = tool.command();
        new HelpTree(folder, name, HelpTree.known(name, name)).isKnown();
    }
}
