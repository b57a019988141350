package dev.mcpk8s.cluster;

/** What a command first wants of its kubeconfig: kubectl's errors about it depend on that. */
public enum ConfigurationUse {
    /** Objects, so the namespace comes first. */
    OBJECTS,
    /** The server itself; the namespace does not matter. */
    SERVER
}
