package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.commandline.tree.CommandNode;
import dev.mcpk8s.commandline.tree.CommandTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks the real tools' own help: whatever it lists is in the trees that the tables are written
 * for, so that a new version adds nothing unseen.
 */
class ToolHelpTest {

    private static final Pattern COMMAND = Pattern.compile("^  ([a-z][\\w-]*) +\\S.*");
    private static final Pattern FLAG = Pattern.compile("^ +(?:-\\w, )?--([\\w.-]+)\\b.*");

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(value = Tool.class, mode = EnumSource.Mode.EXCLUDE, names = "KUBECTL")
    void listsNothingThatIsNotInTheTree(Tool tool) {
        String name = tool.command();
        CommandTree tree =
                CommandTree.load(name, "/dev/mcpk8s/commandline/tool/" + name + "-flags.txt");
        Set<String> unseen = new ConcurrentSkipListSet<>();
        List<List<String>> todo = new ArrayList<>(List.of(List.of()));
        int walked = 0;
        while (!todo.isEmpty()) {
            List<String> path = todo.removeLast();
            walked++;
            CommandNode node = tree.nodes().get(String.join(" ", with(List.of(name), path)));
            if (node == null) {
                unseen.add(name + " " + String.join(" ", path));
                continue;
            }
            String help = RealTools.run(folder, null, name, with(path, List.of("--help"))).stdout();
            for (String child : section(help, "Available Commands:", COMMAND)) {
                todo.add(with(path, List.of(child)));
            }
            Set<String> flags = new TreeSet<>();
            flags.addAll(section(help, "Flags:", FLAG));
            flags.addAll(section(help, "Global Flags:", FLAG));
            flags.removeIf(flag -> node.flags().named(flag).isPresent());
            flags.forEach(flag -> unseen.add(node.path() + " --" + flag));
        }
        assertThat(unseen).isEmpty();
        assertThat(walked).isGreaterThan(40);
    }

    private static List<String> with(List<String> words, List<String> more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(more);
        return all;
    }

    private static List<String> section(String help, String title, Pattern entry) {
        List<String> found = new ArrayList<>();
        boolean within = false;
        for (String line : help.split("\n", -1)) {
            if (line.equals(title)) {
                within = true;
            } else if (within && line.isBlank()) {
                within = false;
            } else if (within) {
                Matcher matcher = entry.matcher(line);
                if (matcher.matches()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }
}
