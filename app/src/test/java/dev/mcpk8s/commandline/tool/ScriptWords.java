package dev.mcpk8s.commandline.tool;

import dev.mcpk8s.command.Tool;
import java.util.List;
import java.util.stream.Collectors;

/** A helm that knows the words of scripted commands beside its own. */
public final class ScriptWords {

    private static final List<String> WORDS =
            List.of(
                    "binary",
                    "cat",
                    "echo",
                    "err",
                    "exit",
                    "fail",
                    "fault",
                    "file",
                    "files",
                    "flood",
                    "foo",
                    "lines",
                    "nonsense",
                    "nothing",
                    "refuse",
                    "request",
                    "sleep",
                    "target",
                    "warn");

    private ScriptWords() {}

    public static ToolReaders readers() {
        String tree = ToolTable.text(ToolTable.FOLDER + "helm-flags.txt");
        String rules = ToolTable.text(ToolTable.FOLDER + "helm.txt");
        ToolTable table =
                ToolTable.read(
                        "helm",
                        tree + lines("\ncommand\thelm %s"),
                        rules + lines("\ncommand\t%s\tdeletes\ttext"));
        return new ToolReaders().with(Tool.HELM, new ToolReader(Tool.HELM, table));
    }

    private static String lines(String pattern) {
        return WORDS.stream().map(pattern::formatted).collect(Collectors.joining());
    }
}
