package dev.mcpk8s.cluster;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The caller's kubeconfig as text for an external program: strictly read, addresses checked.
 *
 * <p>A program resolves names by itself and may be told to use any context, so every cluster is
 * checked here and its name replaced by the checked address; TLS still asks for the name. What
 * fails the check is left out with its contexts, but for the request's own, whose failure is the
 * request's. No context may lack its cluster: kubectl would then go to the service's own machine.
 */
@Singleton
public class ProgramKubeconfig {

    /** Clusters beside the chosen one that are looked up; a hostile file may name thousands. */
    private static final int MOST_LOOKUPS = 32;

    /** RFC 6761: a name that never is one. */
    private static final String NOWHERE = "://unknown.invalid";

    private final KubeconfigSource source;
    private final AddressPin pin;
    private final ConnectionGate gate;

    ProgramKubeconfig(KubeconfigSource source, AddressPin pin, ConnectionGate gate) {
        this.source = source;
        this.pin = pin;
        this.gate = gate;
    }

    /**
     * Kubeconfig YAML with only allowed fields, the request's context and namespace put in as the
     * current ones. It is for a program that reaches no cluster: a server whose name does not
     * resolve is no mistake, and leads nowhere.
     *
     * @throws CommandException as {@link ClusterConnections#lease}; also {@link
     *     ErrorCode#ADDRESS_REFUSED}
     */
    public String render(ClusterTarget target) {
        return KubeconfigWriter.write(rendered(source.of(target), target, false));
    }

    /**
     * The same for a program that will connect: all its connections go through the gate that checks
     * each address, because a hostile server may redirect it. A cluster with a proxy of its own is
     * reached from there.
     *
     * @throws CommandException as {@link #render}; also {@link ErrorCode#CLUSTER_UNREACHABLE} when
     *     the server's name does not resolve
     */
    public Guarded renderGuarded(ClusterTarget target) {
        KubeconfigSource.Text text = source.of(target);
        Kubeconfig kubeconfig = rendered(text, target, true);
        boolean anywhere = text.trusted();
        Set<Integer> ports = new HashSet<>();
        for (ClusterEntry cluster : kubeconfig.clusters().values()) {
            ProxyChoice proxy = cluster.proxy();
            if (proxy.address() != null) {
                ports.add(proxy.port());
                // the program would have to resolve a name by itself
                anywhere |= Resolution.isName(proxy.host());
            }
        }
        return new Guarded(KubeconfigWriter.write(kubeconfig), anywhere, Set.copyOf(ports));
    }

    /**
     * A kubeconfig and where its program connects to.
     *
     * @param yaml as {@link #render} makes it
     * @param anywhere whether that cannot be told beforehand; so with the operator's own
     * @param ports else the TCP ports of the proxies that it names, on addresses that were checked
     */
    public record Guarded(String yaml, boolean anywhere, Set<Integer> ports) {

        /** Never shows the kubeconfig. */
        @Override
        public String toString() {
            return "Guarded" + ports;
        }
    }

    private Kubeconfig rendered(KubeconfigSource.Text text, ClusterTarget target, boolean guarded) {
        Kubeconfig kubeconfig = source.read(text);
        String field = target.context() == null ? "" : target.context();
        ResolvedTarget chosen =
                ResolvedTarget.select(kubeconfig, field, GlobalFlags.NONE, text.trusted());
        String current = field.isEmpty() ? kubeconfig.currentContext() : field;
        Map<String, ClusterEntry> clusters =
                text.trusted()
                        ? kubeconfig.clusters()
                        : pinned(kubeconfig, chosen.cluster(), guarded);
        return new Kubeconfig(
                current,
                guarded && !text.trusted() ? gated(clusters) : clusters,
                kubeconfig.users(),
                contexts(kubeconfig, clusters, current, target));
    }

    private Map<String, ClusterEntry> gated(Map<String, ClusterEntry> clusters) {
        Map<String, ClusterEntry> gated = new LinkedHashMap<>(clusters);
        gated.replaceAll(
                (_, cluster) ->
                        cluster.proxy().address() == null
                                ? cluster.withProxy(gate.proxy())
                                : cluster);
        return gated;
    }

    private static Map<String, ContextEntry> contexts(
            Kubeconfig kubeconfig,
            Map<String, ClusterEntry> clusters,
            String current,
            ClusterTarget target) {
        Map<String, ContextEntry> contexts = new LinkedHashMap<>();
        String namespace = target.namespace();
        kubeconfig
                .contexts()
                .forEach(
                        (name, context) -> {
                            boolean chosen = name.equals(current);
                            boolean whole =
                                    clusters.containsKey(context.cluster())
                                            && (context.user().isEmpty()
                                                    || kubeconfig
                                                            .users()
                                                            .containsKey(context.user()));
                            if (chosen && namespace != null && !namespace.isEmpty()) {
                                contexts.put(
                                        name,
                                        new ContextEntry(
                                                context.cluster(), context.user(), namespace));
                            } else if (whole) {
                                contexts.put(name, context);
                            }
                        });
        return contexts;
    }

    /** What the gate checks when it is used needs no look now; it would be a lookup for nothing. */
    private Map<String, ClusterEntry> pinned(
            Kubeconfig kubeconfig, ClusterEntry chosen, boolean guarded) {
        Map<String, ClusterEntry> others = new ConcurrentHashMap<>();
        List<ClusterEntry> unchecked = new ArrayList<>();
        for (ClusterEntry cluster : kubeconfig.clusters().values()) {
            if (cluster.equals(chosen) || cluster.server().isEmpty()) {
                continue;
            }
            if (guarded && cluster.proxy().address() == null) {
                others.put(cluster.name(), cluster);
            } else {
                unchecked.add(cluster);
            }
        }
        // Each on its own thread: a name that does not resolve takes its time.
        List<Thread> threads =
                unchecked.stream()
                        .limit(MOST_LOOKUPS)
                        .map(cluster -> Thread.startVirtualThread(() -> keep(cluster, others)))
                        .toList();
        others.put(chosen.name(), guarded ? pin.pin(chosen) : orNowhere(chosen));
        threads.forEach(ProgramKubeconfig::join);
        Map<String, ClusterEntry> inOrder = new LinkedHashMap<>();
        for (String name : kubeconfig.clusters().keySet()) {
            Optional.ofNullable(others.get(name)).ifPresent(kept -> inOrder.put(name, kept));
        }
        return inOrder;
    }

    private ClusterEntry orNowhere(ClusterEntry chosen) {
        try {
            return pin.pin(chosen);
        } catch (CommandException failure) {
            if (failure.code() != ErrorCode.CLUSTER_UNREACHABLE) {
                throw failure;
            }
            // kubectl asks for a user where a server at https:// has none
            return chosen.withServer(chosen.address().scheme() + NOWHERE, "")
                    .withProxy(ProxyChoice.DIRECT);
        }
    }

    private void keep(ClusterEntry cluster, Map<String, ClusterEntry> kept) {
        try {
            kept.put(cluster.name(), pin.pin(cluster));
        } catch (CommandException leftOut) {
            kept.remove(cluster.name());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandException(ErrorCode.CANCELLED, "interrupted");
        }
    }
}
