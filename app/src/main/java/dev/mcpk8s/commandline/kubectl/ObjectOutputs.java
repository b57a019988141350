package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.ObjectOutput;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.commandline.flag.ParsedFlags;

/** What goes with a format: the flags every printing verb has. */
final class ObjectOutputs {

    private ObjectOutputs() {}

    static ObjectOutput of(OutputFormat format, ParsedFlags flags) {
        return new ObjectOutput(
                format,
                flags.isTrue("show-managed-fields"),
                flags.isTrue("allow-missing-template-keys"));
    }
}
