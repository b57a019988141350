package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.ClusterInfoDumpCommand;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.GoDurations;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import java.util.Optional;

/** {@code kubectl cluster-info dump} (kubectl: {@code pkg/cmd/clusterinfo/clusterinfo_dump.go}). */
final class ClusterInfoDumpSyntax implements VerbSyntax<ClusterInfoDumpCommand> {

    @Override
    public String name() {
        return "cluster-info dump";
    }

    /** For an empty format kubectl prints names. */
    @Override
    public Optional<ClusterInfoDumpCommand> bind(ParsedFlags flags, RequestFiles files) {
        OutputFormat output = PrintFlags.of(flags, files).checked();
        if (!GoDurations.parse(flags.text("pod-running-timeout")).isPositive()) {
            throw CommandException.usage("--pod-running-timeout must be higher than zero");
        }
        String folder = flags.text("output-directory");
        if (!folder.isEmpty() && !folder.equals("-")) {
            return Optional.empty(); // only a program writes files
        }
        return Optional.of(
                new ClusterInfoDumpCommand(
                        GlobalFlagsReader.read(flags),
                        output instanceof OutputFormat.Message ? new OutputFormat.Name() : output,
                        flags.isTrue("allow-missing-template-keys"),
                        flags.isTrue("show-managed-fields"),
                        flags.list("namespaces"),
                        flags.isTrue("all-namespaces")));
    }
}
