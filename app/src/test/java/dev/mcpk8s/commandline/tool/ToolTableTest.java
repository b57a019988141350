package dev.mcpk8s.commandline.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.tree.CommandNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
            for (FlagDefinition flag : reachable(table, command)) {
                if (!table.knows(command, flag)) {
                    forgotten.add(command.path() + " --" + flag.name());
                }
            }
        }
        assertThat(forgotten).isEmpty();
        assertThat(commands).isGreaterThan(40);
        assertThat(table.tree().version()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Tool.class, mode = EnumSource.Mode.EXCLUDE, names = "KUBECTL")
    void noLineIsAboutWhatCannotBeGiven(Tool tool) {
        ToolTable table = ToolTable.of(tool);
        Map<String, CommandNode> nodes = table.tree().nodes();
        Set<String> flags =
                nodes.values().stream()
                        .flatMap(node -> reachable(table, node).stream())
                        .map(FlagDefinition::name)
                        .collect(Collectors.toSet());
        List<String> about =
                ToolTable.text(ToolTable.FOLDER + tool.command() + ".txt")
                        .lines()
                        .filter(
                                line -> {
                                    String[] columns = line.split("\\t", -1);
                                    return switch (columns[0]) {
                                        case "command" -> !nodes.containsKey(path(tool, columns));
                                        case "flag" -> !flags.contains(columns[1]);
                                        case "flag-of" ->
                                                !has(nodes.get(path(tool, columns)), columns);
                                        default -> false;
                                    };
                                })
                        .toList();
        assertThat(about).isEmpty();
    }

    /** A refused command is refused whatever its flags are. */
    private static Collection<FlagDefinition> reachable(ToolTable table, CommandNode command) {
        return table.rule(command).refusal() == null ? command.flags().all() : List.of();
    }

    private static String path(Tool tool, String[] columns) {
        return (tool.command() + " " + columns[1]).strip();
    }

    private static boolean has(@Nullable CommandNode command, String[] columns) {
        return command != null && command.flags().named(columns[2]).isPresent();
    }
}
