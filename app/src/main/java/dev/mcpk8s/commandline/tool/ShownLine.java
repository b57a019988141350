package dev.mcpk8s.commandline.tool;

import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.commandline.flag.ParsedFlags.Given;
import dev.mcpk8s.commandline.tree.CommandNode;
import java.util.ArrayList;
import java.util.List;

/** A line as a log may show it: values that may be secrets, and logins in addresses, masked. */
record ShownLine(ToolTable table, CommandNode node) {

    private static final String MASK = "***";

    List<String> of(String verb, ParsedFlags flags) {
        List<String> shown = new ArrayList<>();
        if (!verb.isEmpty()) {
            shown.addAll(List.of(verb.split(" ")));
        }
        flags.arguments().forEach(operand -> shown.add(masked(operand)));
        for (Given given : flags.given()) {
            boolean secret =
                    switch (table.rule(node, given.flag()).use()) {
                        case SECRET, SETTING -> true;
                        default -> false;
                    };
            shown.add("--" + given.flag().name() + "=" + (secret ? MASK : masked(given.value())));
        }
        return shown;
    }

    private static String masked(String value) {
        return value.contains("@") ? MASK : value;
    }
}
