package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.ephemeral.gateway.Gateway;
import dev.mcpk8s.ephemeral.gateway.ServerAddress;
import dev.mcpk8s.error.CommandException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The servers that the operator has mounted for everybody, also where there are no sessions. */
@Singleton
final class ConfiguredMounts {

    private static final Pattern ENTRY =
            Pattern.compile("([A-Za-z0-9_-]{1,64})=([a-z0-9-]+)/([a-z0-9-]+)");

    private final Gateway gateway;
    private final List<Entry> entries;

    /** One entry of the setting. */
    record Entry(String prefix, String namespace, String server) {

        private static Entry of(String text) {
            Matcher parts = ENTRY.matcher(text.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "mcp-k8s.mcp.mounts: each entry is PREFIX=NAMESPACE/SERVER");
            }
            return new Entry(parts.group(1), parts.group(2), parts.group(3));
        }

        boolean covers(String tool) {
            return tool.startsWith(prefix + "_");
        }
    }

    ConfiguredMounts(McpSettings settings, Gateway gateway) {
        this.gateway = gateway;
        this.entries = settings.mounts().stream().map(Entry::of).toList();
    }

    List<Entry> entries() {
        return entries;
    }

    /**
     * The mount as a caller sees it.
     *
     * @throws CommandException when the caller's kubeconfig is refused, or missing
     */
    Mount of(Entry entry, @Nullable String kubeconfig, Cancellation cancellation) {
        ClusterTarget target =
                new ClusterTarget(kubeconfig, null, entry.namespace(), ClusterTarget.Reader.MODEL);
        return new Mount(
                entry.prefix(),
                entry.server(),
                null,
                entry.namespace(),
                gateway.conversation(new ServerAddress(target, entry.server()), cancellation));
    }
}
