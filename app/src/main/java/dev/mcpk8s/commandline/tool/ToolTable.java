package dev.mcpk8s.commandline.tool;

import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.tree.CommandNode;
import dev.mcpk8s.commandline.tree.CommandTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each command and flag of a tool may do: a file written by hand beside the tool's own tree. A
 * command or flag that has no line there is refused, so that a new version brings nothing unseen.
 *
 * <p>Its lines, columns parted by tabs: {@code reason NAME TEXT}; {@code command PATH CLASS}, where
 * the class is reads, changes, deletes, local or refused, and then a reason (which counts for the
 * commands below, too), or {@code text} when its arguments are no paths, or {@code writes} when it
 * makes files, or {@code needs}, a flag's name and the reason why it is refused without; {@code
 * flag NAME USE} and a reason or a setting's key, or {@code flag-of PATH NAME USE} for one command.
 */
final class ToolTable {

    static final String FOLDER = "/dev/mcpk8s/commandline/tool/";
    private static final String UNKNOWN = "it is not among what this service knows of the tool";

    /**
     * What a command may do.
     *
     * @param refusal why it may not run; null when it may
     * @param textOperands whether its arguments are names and never paths
     * @param writesFiles whether it makes files without a flag that names them
     * @param need what it is refused without; null for nothing
     */
    record CommandRule(
            Effect effect,
            @Nullable String refusal,
            boolean textOperands,
            boolean writesFiles,
            @Nullable Need need) {}

    /** A flag that a command must have a value of, and why. */
    record Need(String flag, String reason) {}

    /**
     * What a flag does.
     *
     * @param refusal why it may not be given; null when it may
     * @param pathKey the key of a {@link FlagUse#SETTING} whose value is a path; else empty
     */
    record FlagRule(FlagUse use, @Nullable String refusal, String pathKey) {}

    private final CommandTree tree;
    private final Map<String, String> reasons = new HashMap<>();
    private final Map<String, CommandRule> commands = new HashMap<>();
    private final Map<String, FlagRule> flags = new HashMap<>();

    private ToolTable(CommandTree tree) {
        this.tree = tree;
    }

    /**
     * The table of a tool other than kubectl, which has a catalogue of its own. Helm 3 may stand in
     * helm 4's place: what only one of the two has, the other one refuses by itself.
     */
    static ToolTable of(Tool tool) {
        String name = tool.command();
        String tree = text(FOLDER + name + "-flags.txt");
        if (tool == Tool.HELM) {
            tree += text(FOLDER + "helm3-flags.txt");
        }
        return read(name, tree, text(FOLDER + name + ".txt"));
    }

    /**
     * @param tree the tool's commands and flags
     * @param rules what they may do
     */
    static ToolTable read(String tool, String tree, String rules) {
        ToolTable table = new ToolTable(CommandTree.parse(tool, tree));
        rules.lines().forEach(table::line);
        return table;
    }

    CommandTree tree() {
        return tree;
    }

    /** Never null: what is not in the table is refused. */
    CommandRule rule(CommandNode command) {
        CommandRule own = commands.get(pathOf(command));
        if (own != null) {
            return own;
        }
        return inherited(command.path())
                .orElseGet(() -> new CommandRule(Effect.DELETE, UNKNOWN, false, false, null));
    }

    /** Whether somebody has thought about it. */
    boolean knows(CommandNode command) {
        return commands.containsKey(pathOf(command)) || inherited(command.path()).isPresent();
    }

    /** Never null: what is not in the table is refused. */
    FlagRule rule(CommandNode command, FlagDefinition flag) {
        FlagRule own = flags.get(pathOf(command) + " " + flag.name());
        return own != null
                ? own
                : flags.getOrDefault(flag.name(), new FlagRule(FlagUse.REFUSED, UNKNOWN, ""));
    }

    /** Whether somebody has thought about it. */
    boolean knows(CommandNode command, FlagDefinition flag) {
        return flags.containsKey(pathOf(command) + " " + flag.name())
                || flags.containsKey(flag.name());
    }

    /** A refused group's refusal counts for all its commands. */
    private Optional<CommandRule> inherited(String path) {
        for (int end = path.lastIndexOf(' '); end > 0; end = path.lastIndexOf(' ', end - 1)) {
            CommandRule above = commands.get(withoutTool(path.substring(0, end)));
            if (above != null) {
                return above.refusal() == null ? Optional.empty() : Optional.of(above);
            }
        }
        return Optional.empty();
    }

    private static String pathOf(CommandNode command) {
        return withoutTool(command.path());
    }

    static String withoutTool(String path) {
        int space = path.indexOf(' ');
        return space < 0 ? "" : path.substring(space + 1);
    }

    private void line(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        String[] columns = line.split("\t", -1);
        switch (columns[0]) {
            case "reason" -> reasons.put(columns[1], columns[2]);
            case "command" -> commands.put(columns[1], commandRule(columns));
            case "flag" -> flags.put(columns[1], flagRule(columns, 2));
            case "flag-of" -> flags.put(columns[1] + " " + columns[2], flagRule(columns, 3));
            default -> throw new IllegalStateException("cannot read the table's line: " + line);
        }
    }

    private CommandRule commandRule(String[] columns) {
        String more = columns.length > 3 ? columns[3] : "";
        Effect effect =
                switch (columns[2]) {
                    case "local" -> Effect.LOCAL;
                    case "reads" -> Effect.READ;
                    case "changes" -> Effect.WRITE;
                    case "deletes", "refused" -> Effect.DELETE;
                    default -> throw new IllegalStateException("no such class: " + columns[2]);
                };
        String refusal = columns[2].equals("refused") ? reason(more) : null;
        Need need = more.equals("needs") ? new Need(columns[4], reason(columns[5])) : null;
        return new CommandRule(effect, refusal, more.equals("text"), more.equals("writes"), need);
    }

    private FlagRule flagRule(String[] columns, int at) {
        FlagUse use = FlagUse.named(columns[at]);
        return new FlagRule(
                use,
                use == FlagUse.REFUSED ? reason(columns[at + 1]) : null,
                use == FlagUse.SETTING ? columns[at + 1] : "");
    }

    private String reason(String name) {
        String text = reasons.get(name);
        if (text == null) {
            throw new IllegalStateException("the table has no reason " + name);
        }
        return text;
    }

    /** The content of one of the tables. */
    static String text(String resource) {
        try (InputStream data = ToolTable.class.getResourceAsStream(resource)) {
            if (data == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(data.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
