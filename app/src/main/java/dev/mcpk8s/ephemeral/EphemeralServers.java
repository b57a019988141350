package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.execution.RunningCommands;
import dev.mcpk8s.resource.ClusterSessions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * MCP servers as Jobs, in the cluster of each call and with the rights of its caller.
 *
 * <p>It keeps nothing: any replica, and this one after a crash, sees every server. All methods
 * block, and throw a {@link CommandException} for what goes wrong: a {@link StatusException} for
 * what the API server refuses, which is never taken for a server that is not there.
 */
@Singleton
public final class EphemeralServers {

    /** What a call may take besides the wait that it asks for. */
    private static final Duration OVERHEAD = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int FORBIDDEN = 403;

    private final ClusterSessions sessions;
    private final EphemeralSettings settings;
    private final RunningCommands running;
    private final Quota quota;

    public EphemeralServers(
            ClusterSessions sessions, EphemeralSettings settings, RunningCommands running) {
        this.sessions = sessions;
        this.settings = settings;
        this.running = running;
        this.quota = new Quota(settings);
    }

    /**
     * Makes a server. When that fails nothing of it stays; a server that turns out while it is
     * waited for to be unable to start is removed too.
     *
     * @param wait until it is ready; null for not at all. When the time is over the server stays,
     *     and the failure names it
     */
    public EphemeralServer create(ServerCall call, ServerSpec spec, @Nullable Duration wait) {
        return run(
                call,
                wait,
                objects -> {
                    ServerManifests manifests =
                            new ServerManifests(
                                    ServerNames.unique(ServerManifests.prefix(spec)),
                                    objects.namespace(),
                                    Owner.of(objects),
                                    spec,
                                    settings);
                    JsonNode job =
                            new ServerCreation(call, quota, own -> open(call, own))
                                    .run(objects, manifests);
                    if (wait == null) {
                        return ServerReading.of(job, List.of()).server();
                    }
                    return ready(call, objects, manifests, wait);
                });
    }

    /** Waits until a server is ready; a failure of the server leaves it as it is. */
    public EphemeralServer awaitReady(ServerCall call, String name, Duration wait) {
        return run(
                call,
                wait,
                objects -> {
                    String namespace = objects.namespace();
                    job(objects, name);
                    return new ReadinessWait(call, objects, namespace, name, Map.of()).until(wait);
                });
    }

    /**
     * The servers of the call's namespace, or of all, the newest first. Two calls to the cluster,
     * however many there are.
     */
    public List<EphemeralServer> list(ServerCall call, boolean allNamespaces) {
        return run(
                call,
                null,
                objects -> {
                    String namespace = allNamespaces ? "" : objects.namespace();
                    List<JsonNode> jobs = objects.items(Types.JOBS, namespace, Labels.all());
                    Map<String, List<JsonNode>> pods = podsByServer(objects, namespace);
                    List<EphemeralServer> servers = new ArrayList<>();
                    jobs.sort(Comparator.comparing(ServerReading::createdAt).reversed());
                    for (JsonNode job : jobs) {
                        if (!Quota.isAbandoned(job, Instant.now())) {
                            servers.add(
                                    ServerReading.of(job, pods.getOrDefault(key(job), List.of()))
                                            .server());
                        } else {
                            Quota.discard(objects, job);
                        }
                    }
                    return servers;
                });
    }

    /**
     * @throws CommandException {@link ErrorCode#SERVER_NOT_FOUND}, also for a Job that is no server
     */
    public EphemeralServer get(ServerCall call, String name) {
        return run(
                call,
                null,
                objects -> {
                    JsonNode job = job(objects, name);
                    List<JsonNode> pods = pods(objects, objects.namespace(), Labels.of(name));
                    return ServerReading.of(job, pods).server();
                });
    }

    /**
     * Deletes a server and all that belongs to it.
     *
     * @param wait until it is gone; null for not at all
     * @return the server as it was, being deleted
     * @throws CommandException {@link ErrorCode#SERVER_NOT_FOUND}, also when it is being deleted
     *     already; {@link ErrorCode#SERVER_TIMEOUT} when it is not gone in time
     */
    public EphemeralServer delete(ServerCall call, String name, @Nullable Duration wait) {
        return run(
                call,
                wait,
                objects -> {
                    JsonNode job = job(objects, name);
                    if (!job.at("/metadata/deletionTimestamp").isMissingNode()) {
                        throw notFound(name, "is being deleted already");
                    }
                    remove(objects, name);
                    call.progress().accept("deleting");
                    JsonNode left = objects.find(Types.JOBS, objects.namespace(), name);
                    if (wait != null) {
                        awaitGone(call, objects, name, wait);
                    }
                    return ServerReading.of(left == null ? deleted(job) : left, List.of()).server();
                });
    }

    private EphemeralServer ready(
            ServerCall call, ClusterObjects objects, ServerManifests made, Duration wait) {
        try {
            return new ReadinessWait(
                            call, objects, made.namespace(), made.name(), made.spec().env())
                    .until(wait);
        } catch (CommandException failure) {
            if (failure.code() == ErrorCode.SERVER_FAILED) {
                remove(objects, made.name());
            }
            throw failure;
        }
    }

    private static void remove(ClusterObjects objects, String name) {
        try {
            objects.delete(Types.JOBS, objects.namespace(), name);
        } catch (StatusException failure) {
            throw failure.isNotFound() ? notFound(name, "does not exist") : failure;
        }
    }

    private static void awaitGone(
            ServerCall call, ClusterObjects objects, String name, Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        while (objects.find(Types.JOBS, objects.namespace(), name) != null) {
            if (System.nanoTime() > end) {
                throw new CommandException(
                        ErrorCode.SERVER_TIMEOUT,
                        "the server %s was not gone within %d seconds; it is still being deleted"
                                .formatted(name, wait.toSeconds()));
            }
            try {
                call.cancellation().sleep(PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new CommandException(ErrorCode.CANCELLED, "interrupted");
            }
        }
    }

    /** The Job as it was, with the mark that it is being deleted. */
    private static JsonNode deleted(JsonNode job) {
        ((ObjectNode) job.at("/metadata")).put("deletionTimestamp", Instant.now().toString());
        return job;
    }

    private static JsonNode job(ClusterObjects objects, String name) {
        if (!ServerNames.isName(name)) {
            throw notFound(
                    name.length() > 63 ? name.substring(0, 63) + "…" : name,
                    "cannot exist: names are lower-case letters, digits and -");
        }
        JsonNode job = objects.find(Types.JOBS, objects.namespace(), name);
        if (job == null || !ServerReading.isServer(job)) {
            throw notFound(name, "does not exist in namespace " + objects.namespace());
        }
        return job;
    }

    private static CommandException notFound(String name, String what) {
        return new CommandException(ErrorCode.SERVER_NOT_FOUND, "the server " + name + " " + what);
    }

    private static Map<String, List<JsonNode>> podsByServer(
            ClusterObjects objects, String namespace) {
        Map<String, List<JsonNode>> byServer = new HashMap<>();
        for (JsonNode pod : pods(objects, namespace, Labels.all())) {
            String server = pod.at("/metadata/labels").path(Labels.SERVER).asText();
            String key = pod.at("/metadata/namespace").asText() + "/" + server;
            byServer.computeIfAbsent(key, unknown -> new ArrayList<>()).add(pod);
        }
        return byServer;
    }

    /** Empty for a caller who may see Jobs and not pods: the Jobs tell enough. */
    private static List<JsonNode> pods(ClusterObjects objects, String namespace, String labels) {
        try {
            return objects.items(Types.PODS, namespace, labels);
        } catch (StatusException refused) {
            if (refused.httpStatus() != FORBIDDEN) {
                throw refused;
            }
            return List.of();
        }
    }

    private static String key(JsonNode job) {
        return job.at("/metadata/namespace").asText() + "/" + job.at("/metadata/name").asText();
    }

    private <T> T run(ServerCall call, @Nullable Duration wait, Function<ClusterObjects, T> work) {
        Duration longest = wait == null ? OVERHEAD : wait.plus(OVERHEAD);
        try (RunningCommands.Ticket _ = running.admit(longest, call.cancellation());
                ClusterObjects objects = open(call, call.cancellation())) {
            return work.apply(objects);
        } catch (CommandException failure) {
            throw ClusterFailure.of(failure);
        }
    }

    private ClusterObjects open(ServerCall call, Cancellation cancellation) {
        try {
            return new ClusterObjects(
                    sessions.open(
                            call.target(),
                            GlobalFlags.NONE,
                            cancellation,
                            warning -> call.progress().accept(warning.strip())));
        } catch (IOException broken) {
            throw ClusterFailure.of(broken);
        }
    }
}
