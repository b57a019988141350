package dev.mcpk8s.cluster;

/** A kubeconfig's context: names of a cluster and a user, and a namespace; each may be empty. */
record ContextEntry(String cluster, String user, String namespace) {

    static final ContextEntry EMPTY = new ContextEntry("", "", "");
}
