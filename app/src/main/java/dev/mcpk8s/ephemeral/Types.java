package dev.mcpk8s.ephemeral;

import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.ResourceMapping;
import java.util.List;

/** The types of objects that a server is made of or told by. */
final class Types {

    static final ResourceMapping JOBS = namespaced("batch/v1", "jobs", "Job");
    static final ResourceMapping PODS = namespaced("v1", "pods", "Pod");
    static final ResourceMapping SECRETS = namespaced("v1", "secrets", "Secret");
    static final ResourceMapping SERVICES = namespaced("v1", "services", "Service");
    static final ResourceMapping ACCOUNTS = namespaced("v1", "serviceaccounts", "ServiceAccount");
    static final ResourceMapping EVENTS = namespaced("v1", "events", "Event");
    static final ResourceMapping LEASES = namespaced("coordination.k8s.io/v1", "leases", "Lease");
    static final ResourceMapping ROLES =
            namespaced("rbac.authorization.k8s.io/v1", "roles", "Role");
    static final ResourceMapping ROLE_BINDINGS =
            namespaced("rbac.authorization.k8s.io/v1", "rolebindings", "RoleBinding");
    static final ResourceMapping NETWORK_POLICIES =
            namespaced("networking.k8s.io/v1", "networkpolicies", "NetworkPolicy");
    static final ResourceMapping SELF_REVIEWS =
            new ResourceMapping(
                    GroupVersion.parse("authentication.k8s.io/v1"),
                    "selfsubjectreviews",
                    "SelfSubjectReview",
                    false);

    /** What belongs to a Job of ours and goes with it. */
    static final List<ResourceMapping> OWNED =
            List.of(SECRETS, ACCOUNTS, ROLES, ROLE_BINDINGS, NETWORK_POLICIES, SERVICES);

    private Types() {}

    private static ResourceMapping namespaced(String version, String resource, String kind) {
        return new ResourceMapping(GroupVersion.parse(version), resource, kind, true);
    }
}
