package dev.mcpk8s.commandline.tree;

import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.FlagType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The commands and flags of a tool, read from a resource that {@code make catalogue} writes from
 * the pinned tool itself.
 */
public final class CommandTree {

    private final String tool;
    private final Map<String, CommandNode> nodes = new LinkedHashMap<>();
    private String version = "";

    private CommandTree(String tool) {
        this.tool = tool;
    }

    /**
     * @param tool its name, which is also the first word of every path
     * @param resource the data's name as a resource
     */
    public static CommandTree load(String tool, String resource) {
        try (InputStream data = CommandTree.class.getResourceAsStream(resource)) {
            if (data == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return parse(tool, new String(data.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * @param text as the resource has it; a command that it has twice has the flags of both
     */
    public static CommandTree parse(String tool, String text) {
        CommandTree tree = new CommandTree(tool);
        List<CommandNode> commands = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] columns = line.split("\t", -1);
            switch (columns[0]) {
                case "version" -> tree.version = column(columns, 1);
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
        CommandNode known = nodes.get(path);
        if (known != null) {
            return known;
        }
        CommandNode node =
                new CommandNode(
                        nodes.get(path.substring(0, Math.max(0, path.lastIndexOf(' ')))),
                        path,
                        words(columns, 2),
                        words(columns, 3),
                        Set.copyOf(words(columns, 4)));
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

    public CommandNode root() {
        CommandNode root = nodes.get(tool);
        if (root == null) {
            throw new IllegalStateException("there is no command " + tool);
        }
        return root;
    }

    /** The version that the data was made from, as the tool says it; empty when it is not told. */
    public String version() {
        return version;
    }

    /** Every command, by its whole path, in the tool's own order. */
    public Map<String, CommandNode> nodes() {
        return Collections.unmodifiableMap(nodes);
    }
}
