package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.FlagType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The commands and flags of the pinned kubectl, read from a resource that {@code make catalogue}
 * writes from kubectl itself.
 */
final class CommandTree {

    static final String TOOL = "kubectl";
    private static final String RESOURCE = "/dev/mcpk8s/commandline/kubectl-flags.txt";

    private final Map<String, CommandNode> nodes = new LinkedHashMap<>();

    private CommandTree() {}

    static CommandTree load() {
        try (InputStream data = CommandTree.class.getResourceAsStream(RESOURCE)) {
            if (data == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return read(new String(data.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static CommandTree read(String text) {
        CommandTree tree = new CommandTree();
        List<CommandNode> commands = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] columns = line.split("\t", -1);
            switch (columns[0]) {
                case "command" -> commands.add(tree.command(columns));
                case "flag" -> commands.getLast().define(flag(columns));
                default -> {}
            }
        }
        tree.root().complete();
        return tree;
    }

    private CommandNode command(String[] columns) {
        String path = columns[1];
        CommandNode node =
                new CommandNode(
                        nodes.get(path.substring(0, Math.max(0, path.lastIndexOf(' ')))),
                        path,
                        words(columns, 2),
                        words(columns, 3),
                        words(columns, 4).isEmpty());
        nodes.put(path, node);
        return node;
    }

    private static FlagDefinition flag(String[] columns) {
        return new FlagDefinition(
                column(columns, 1),
                column(columns, 2),
                FlagType.named(column(columns, 3)),
                column(columns, 4).translateEscapes(),
                column(columns, 5),
                Set.copyOf(words(columns, 6)));
    }

    private static List<String> words(String[] columns, int index) {
        String text = column(columns, index);
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    private static String column(String[] columns, int index) {
        return index < columns.length ? columns[index] : "";
    }

    CommandNode root() {
        CommandNode root = nodes.get(TOOL);
        if (root == null) {
            throw new IllegalStateException(RESOURCE + " has no " + TOOL);
        }
        return root;
    }

    /** Every command, by its whole path, in kubectl's own order. */
    Map<String, CommandNode> nodes() {
        return Map.copyOf(nodes);
    }
}
