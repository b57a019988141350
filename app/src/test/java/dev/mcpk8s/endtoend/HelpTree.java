package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.commandline.tree.CommandNode;
import dev.mcpk8s.commandline.tree.CommandTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a real tool lists in its own help, command by command. */
final class HelpTree {

    private static final Pattern COMMAND = Pattern.compile("^  ([a-z][\\w-]*) +\\S.*");
    private static final Pattern FLAG = Pattern.compile("^ +(?:-(\\w), )?--([\\w.-]+)(.*)");

    /** The name of a flag's value, which {@code [=} ends where it may be left out. */
    private static final Pattern VALUE = Pattern.compile("^ (\\S+?)(\\[=.*)?(?: .*)?$");

    private final Path home;
    private final String program;
    private final CommandTree tree;
    private final Set<String> unseen = new TreeSet<>();

    /**
     * @param home an empty folder
     * @param program the real tool's name in the folder of tools
     * @param tree what is known of it
     */
    HelpTree(Path home, String program, CommandTree tree) {
        this.home = home;
        this.program = program;
        this.tree = tree;
    }

    /**
     * @param tool the first word of every path
     * @param names of the resources with its commands and flags, each with what it adds
     */
    static CommandTree known(String tool, String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            String resource = "/dev/mcpk8s/commandline/tool/" + name + "-flags.txt";
            try (InputStream data = CommandTree.class.getResourceAsStream(resource)) {
                assertThat(data).as(resource).isNotNull();
                text.append(new String(data.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return CommandTree.parse(tool, text.toString());
    }

    /** Asserts that every command and flag is in the tree, and that each flag is read alike. */
    void isKnown() {
        List<List<String>> todo = new ArrayList<>(List.of(List.of()));
        int walked = 0;
        while (!todo.isEmpty()) {
            List<String> path = todo.removeLast();
            walked++;
            CommandNode node =
                    tree.nodes().get(String.join(" ", with(List.of(tree.root().name()), path)));
            if (node == null) {
                unseen.add(String.join(" ", path));
                continue;
            }
            String help =
                    RealTools.run(home, null, program, with(path, List.of("--help"))).stdout();
            section(help, "Available Commands:", COMMAND)
                    .forEach(child -> todo.add(with(path, List.of(child.group(1)))));
            section(help, "Flags:", FLAG).forEach(flag -> look(node, flag));
            section(help, "Global Flags:", FLAG).forEach(flag -> look(node, flag));
        }
        assertThat(unseen).isEmpty();
        assertThat(walked).isGreaterThan(40);
    }

    private void look(CommandNode node, Matcher flag) {
        Matcher value = VALUE.matcher(flag.group(3));
        boolean takesNext = value.matches() && value.group(2) == null;
        String shorthand = flag.group(1) == null ? "" : flag.group(1);
        boolean alike =
                node.flags()
                        .named(flag.group(2))
                        .filter(known -> known.shorthand().equals(shorthand))
                        .filter(known -> known.takesArgument() == takesNext)
                        .isPresent();
        if (!alike) {
            unseen.add(node.path() + " --" + flag.group(2) + flag.group(3));
        }
    }

    private static List<String> with(List<String> words, List<String> more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(more);
        return all;
    }

    private static List<Matcher> section(String help, String title, Pattern entry) {
        List<Matcher> found = new ArrayList<>();
        boolean within = false;
        for (String line : help.split("\n", -1)) {
            if (line.equals(title)) {
                within = true;
            } else if (within && line.isBlank()) {
                within = false;
            } else if (within) {
                Matcher matcher = entry.matcher(line);
                if (matcher.matches()) {
                    found.add(matcher);
                }
            }
        }
        return found;
    }
}
