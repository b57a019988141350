package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.commandline.tree.CommandNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the help pages say in words; the commands and flags themselves are the tree's. */
final class HelpWords {

    private static final String RESOURCE = "/dev/mcpk8s/commandline/kubectl-help.txt";

    /** A command line and what it does. */
    record Example(String comment, String line) {}

    /**
     * Words about one command.
     *
     * @param usage its form; empty when it has none of its own
     * @param about more than the summary; may be empty
     * @param groups headings of the commands below it and their names, for the tool itself
     * @param flags words about flags that mean something else here than elsewhere
     */
    record OfCommand(
            String usage,
            String summary,
            StringBuilder about,
            Map<String, List<String>> groups,
            List<Example> examples,
            Map<String, String> flags) {}

    private final Map<String, OfCommand> commands = new HashMap<>();
    private final Map<String, String> flags = new HashMap<>();

    private HelpWords() {}

    static HelpWords load() {
        try (InputStream data = HelpWords.class.getResourceAsStream(RESOURCE)) {
            if (data == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return read(new String(data.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static HelpWords read(String text) {
        HelpWords words = new HelpWords();
        OfCommand command = none();
        Map<String, String> flags = words.flags;
        for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
            String[] columns = line.split("\t", -1);
            switch (columns[0]) {
                case "command" -> {
                    command = command(columns[2], columns[3]);
                    flags = command.flags();
                    words.commands.put(columns[1], command);
                }
                case "words" -> flags.put(columns[1], columns[2]);
                case "about" -> command.about().append(columns[1]).append('\n');
                case "group" ->
                        command.groups().put(columns[1], List.of(columns[2].split(" ", -1)));
                case "example" -> command.examples().add(new Example(columns[1], columns[2]));
                default -> throw new IllegalStateException(RESOURCE + " has a line " + columns[0]);
            }
        }
        return words;
    }

    private static OfCommand command(String usage, String summary) {
        return new OfCommand(
                usage,
                summary,
                new StringBuilder(),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new HashMap<>());
    }

    private static OfCommand none() {
        return command("", "");
    }

    /** Empty words for a command nobody wrote any for. */
    OfCommand of(CommandNode command) {
        return commands.getOrDefault(command.path(), none());
    }

    /** What a flag does at a command; empty when nobody wrote it. */
    String flag(CommandNode command, String name) {
        return of(command).flags().getOrDefault(name, flags.getOrDefault(name, ""));
    }
}
