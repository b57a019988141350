package dev.mcpk8s.ephemeral;

import dev.mcpk8s.testcluster.TestCluster;
import java.util.List;

/**
 * A user of the shared cluster who may do something in a namespace of its own and nothing else, so
 * that servers of other tests are neither seen nor counted.
 */
record Tenant(TestCluster cluster, String namespace, String user, String kubeconfig) {

    /** Everything that servers need. */
    static final List<String> ALL =
            List.of(
                    "jobs.batch",
                    "pods,pods/log,pods/proxy",
                    "events",
                    "secrets",
                    "services",
                    "serviceaccounts",
                    "configmaps",
                    "roles.rbac.authorization.k8s.io",
                    "rolebindings.rbac.authorization.k8s.io",
                    "networkpolicies.networking.k8s.io",
                    "leases.coordination.k8s.io");

    /** Without "escalate" and "bind": nobody gives rights that they lack. */
    private static final String EVERYTHING = "get,list,watch,create,update,patch,delete";

    /** One who may do everything that servers need. */
    static Tenant in(TestCluster cluster) {
        return in(cluster, ALL);
    }

    /**
     * @param resources on which the tenant may do everything
     */
    static Tenant in(TestCluster cluster, List<String> resources) {
        return of(cluster, cluster.newNamespace(), "tenant", EVERYTHING, resources);
    }

    /** Another user in the same namespace, who may do there what the first one may. */
    Tenant colleague() {
        return of(cluster, namespace, "colleague", EVERYTHING, ALL);
    }

    /** Another user in the same namespace, who may look and do nothing. */
    Tenant onlooker() {
        return of(cluster, namespace, "onlooker", "get,list,watch", ALL);
    }

    private static Tenant of(
            TestCluster cluster,
            String namespace,
            String user,
            String verbs,
            List<String> resources) {
        cluster.run("create", "serviceaccount", user, "-n", namespace).orThrow();
        for (int i = 0; i < resources.size(); i++) {
            String role = user + "-" + i;
            cluster.run(
                            "create",
                            "role",
                            role,
                            "-n",
                            namespace,
                            "--verb=" + verbs,
                            "--resource=" + resources.get(i))
                    .orThrow();
            cluster.run(
                            "create",
                            "rolebinding",
                            role,
                            "-n",
                            namespace,
                            "--role=" + role,
                            "--serviceaccount=" + namespace + ":" + user)
                    .orThrow();
        }
        return new Tenant(cluster, namespace, user, kubeconfig(cluster, namespace, user));
    }

    /** The same user by another token. */
    String newKubeconfig() {
        return kubeconfig(cluster, namespace, user);
    }

    private static String kubeconfig(TestCluster cluster, String namespace, String user) {
        String token = cluster.run("create", "token", user, "-n", namespace).orThrow().stdout();
        return cluster.adminKubeconfig()
                .replaceAll("token: \\S+", "token: " + token.strip())
                .replaceAll("namespace: \\S+", "namespace: " + namespace);
    }

    /** Runs kubectl as admin in the tenant's namespace. */
    String kubectl(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "-n";
        all[args.length + 1] = namespace;
        return cluster.run(all).orThrow().stdout();
    }

    /** The names of all objects that belong to servers. */
    String leftovers() {
        return kubectl(
                "get",
                "jobs,pods,secrets,services,serviceaccounts,roles,rolebindings,networkpolicies",
                "-l",
                "mcp-k8s.dev/server",
                "-o",
                "name");
    }

    /** Waits, generously, until nothing that belongs to a server is left. */
    void awaitNothingLeft() throws InterruptedException {
        long end = System.nanoTime() + 120_000_000_000L;
        while (!leftovers().isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still there: " + leftovers());
            }
            Thread.sleep(500);
        }
    }
}
