package dev.mcpk8s.workload;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.GroupVersion;
import java.util.Set;

/**
 * The types that kubectl has structures for. Verbs that work on structures refuse all others
 * (apimachinery: {@code runtime/error.go}; client-go: {@code kubernetes/scheme}).
 */
public final class KnownTypes {

    private static final Set<String> GROUPS =
            Set.of(
                    "",
                    "admissionregistration.k8s.io",
                    "apps",
                    "authentication.k8s.io",
                    "authorization.k8s.io",
                    "autoscaling",
                    "batch",
                    "certificates.k8s.io",
                    "coordination.k8s.io",
                    "discovery.k8s.io",
                    "events.k8s.io",
                    "extensions",
                    "flowcontrol.apiserver.k8s.io",
                    "internal.apiserver.k8s.io",
                    "networking.k8s.io",
                    "node.k8s.io",
                    "policy",
                    "rbac.authorization.k8s.io",
                    "resource.k8s.io",
                    "scheduling.k8s.io",
                    "storage.k8s.io",
                    "storagemigration.k8s.io");

    private KnownTypes() {}

    /**
     * @throws CommandException in kubectl's words when there is no structure for it
     */
    public static void check(GroupVersion version, String kind, boolean served) {
        if (!GROUPS.contains(version.group()) || !(served || isEarly(version))) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "no kind "
                            + GoQuote.quote(kind)
                            + " is registered for version "
                            + GoQuote.quote(version.toString())
                            + " in scheme \"pkg/runtime/scheme.go:111\"");
        }
    }

    /** kubectl still knows the types of old betas, which no server has any more. */
    private static boolean isEarly(GroupVersion version) {
        return version.version().contains("beta");
    }

    /** Lets every type pass. */
    public static void all(GroupVersion version, String kind, boolean served) {}
}
