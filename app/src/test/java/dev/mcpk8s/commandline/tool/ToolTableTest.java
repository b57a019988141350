package dev.mcpk8s.commandline.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.tree.CommandNode;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody has thought about every command and flag of the pinned tools, hidden ones too. */
class ToolTableTest {

    @ParameterizedTest
    @EnumSource(value = Tool.class, mode = EnumSource.Mode.EXCLUDE, names = "KUBECTL")
    void everyCommandAndFlagHasItsClass(Tool tool) {
        ToolTable table = ToolTable.of(tool);
        Set<String> forgotten = new TreeSet<>();
        int commands = 0;
        for (CommandNode command : table.tree().nodes().values()) {
            commands++;
            if (!table.knows(command)) {
                forgotten.add(command.path());
            }
            for (FlagDefinition flag : command.flags().all()) {
                if (!table.knows(command, flag)) {
                    forgotten.add(command.path() + " --" + flag.name());
                }
            }
        }
        assertThat(forgotten).isEmpty();
        assertThat(commands).isGreaterThan(40);
        assertThat(table.tree().version()).isNotEmpty();
    }
}
