package dev.mcpk8s.ephemeral;

/** The labels and annotations by which servers are found again, by any replica and by anybody. */
public final class Labels {

    /** Whose objects these are: {@link #MANAGER}. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** The value of {@link #MANAGED_BY}. */
    public static final String MANAGER = "mcp-k8s";

    /** The preset's or the image's name. */
    public static final String NAME = "app.kubernetes.io/name";

    /** The server's name, on everything that belongs to it, its pods too. */
    public static final String SERVER = "mcp-k8s.dev/server";

    /** A hash of who created it. */
    public static final String OWNER = "mcp-k8s.dev/owner";

    /** An annotation of the Job: what was asked for, without values of the environment. */
    static final String SPEC = "mcp-k8s.dev/spec";

    private Labels() {}

    /** Selects all servers' objects. */
    static String all() {
        return MANAGED_BY + "=" + MANAGER + "," + SERVER;
    }

    /** Selects one server's objects. */
    static String of(String server) {
        return MANAGED_BY + "=" + MANAGER + "," + SERVER + "=" + server;
    }
}
