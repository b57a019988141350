package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.ClusterInfoCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import java.util.Optional;

/** {@code kubectl cluster-info} (kubectl: {@code pkg/cmd/clusterinfo/clusterinfo.go}). */
final class ClusterInfoSyntax implements VerbSyntax<ClusterInfoCommand> {

    @Override
    public String name() {
        return "cluster-info";
    }

    @Override
    public Optional<ClusterInfoCommand> bind(ParsedFlags flags, RequestFiles files) {
        return Optional.of(new ClusterInfoCommand(GlobalFlagsReader.read(flags)));
    }
}
