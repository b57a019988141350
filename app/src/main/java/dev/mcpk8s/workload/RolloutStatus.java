package dev.mcpk8s.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ResourceMapping;

/**
 * How far a rollout has come (kubectl: {@code polymorphichelpers/rollout_status.go}).
 *
 * @param message a line with its newline
 * @param done whether there is nothing more to wait for
 */
public record RolloutStatus(String message, boolean done) {

    /** Tells how far the rollouts of one kind have come. */
    @FunctionalInterface
    public interface Viewer {

        /**
         * @param revision the revision that is to run; 0 for any
         * @throws CommandException when the rollout cannot succeed, or is not the one asked for
         */
        RolloutStatus of(JsonNode object, long revision);
    }

    static final String REVISION = "deployment.kubernetes.io/revision";

    /**
     * @throws CommandException for a kind without rollouts
     */
    public static Viewer viewer(ResourceMapping mapping) {
        String group = mapping.groupVersion().group();
        String kind = group.isEmpty() ? mapping.kind() : mapping.kind() + "." + group;
        return switch (kind) {
            case "Deployment.apps", "Deployment.extensions" -> RolloutStatus::ofDeployment;
            case "DaemonSet.apps", "DaemonSet.extensions" -> (object, _) -> ofDaemonSet(object);
            case "StatefulSet.apps" -> (object, _) -> ofStatefulSet(object);
            default -> throw failure("no status viewer has been implemented for " + kind);
        };
    }

    private static RolloutStatus ofDeployment(JsonNode deployment, long revision) {
        String name = quotedName(deployment);
        if (revision > 0) {
            checkRevision(deployment, revision);
        }
        JsonNode status = deployment.path("status");
        if (!isObserved(deployment)) {
            return waiting("Waiting for deployment spec update to be observed...");
        }
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Progressing")) {
                if (condition.path("reason").asText().equals("ProgressDeadlineExceeded")) {
                    throw failure("deployment " + name + " exceeded its progress deadline");
                }
                break;
            }
        }
        String finish = "Waiting for deployment " + name + " rollout to finish: ";
        long updated = status.path("updatedReplicas").asLong();
        long replicas = status.path("replicas").asLong();
        long available = status.path("availableReplicas").asLong();
        JsonNode wanted = deployment.path("spec").path("replicas");
        if (wanted.isNumber() && updated < wanted.asLong()) {
            return waiting(
                    finish
                            + updated
                            + " out of "
                            + wanted.asLong()
                            + " new replicas have been updated...");
        }
        if (replicas > updated) {
            return waiting(
                    finish + (replicas - updated) + " old replicas are pending termination...");
        }
        if (available < updated) {
            return waiting(
                    finish + available + " of " + updated + " updated replicas are available...");
        }
        return finished("deployment " + name + " successfully rolled out");
    }

    private static void checkRevision(JsonNode deployment, long revision) {
        String text = deployment.path("metadata").path("annotations").path(REVISION).asText();
        long running = 0;
        if (!text.isEmpty() || deployment.path("metadata").path("annotations").has(REVISION)) {
            try {
                running = Long.parseLong(text);
            } catch (NumberFormatException _) {
                throw failure(
                        "cannot get the revision of deployment "
                                + quotedName(deployment)
                                + ": strconv.ParseInt: parsing "
                                + GoQuote.quote(text)
                                + ": invalid syntax");
            }
        }
        if (revision != running) {
            throw failure(
                    "desired revision ("
                            + revision
                            + ") is different from the running revision ("
                            + running
                            + ")");
        }
    }

    private static RolloutStatus ofDaemonSet(JsonNode daemonSet) {
        if (isOfOtherStrategy(daemonSet)) {
            throw failure("rollout status is only available for RollingUpdate strategy type");
        }
        if (!isObserved(daemonSet)) {
            return waiting("Waiting for daemon set spec update to be observed...");
        }
        String name = quotedName(daemonSet);
        String finish = "Waiting for daemon set " + name + " rollout to finish: ";
        JsonNode status = daemonSet.path("status");
        long updated = status.path("updatedNumberScheduled").asLong();
        long wanted = status.path("desiredNumberScheduled").asLong();
        long available = status.path("numberAvailable").asLong();
        if (updated < wanted) {
            return waiting(
                    finish + updated + " out of " + wanted + " new pods have been updated...");
        }
        if (available < wanted) {
            return waiting(finish + available + " of " + wanted + " updated pods are available...");
        }
        return finished("daemon set " + name + " successfully rolled out");
    }

    private static RolloutStatus ofStatefulSet(JsonNode set) {
        if (isOfOtherStrategy(set)) {
            throw failure("rollout status is only available for RollingUpdate strategy type");
        }
        JsonNode status = set.path("status");
        if (status.path("observedGeneration").asLong() == 0 || !isObserved(set)) {
            return waiting("Waiting for statefulset spec update to be observed...");
        }
        JsonNode wanted = set.path("spec").path("replicas");
        long ready = status.path("readyReplicas").asLong();
        long updated = status.path("updatedReplicas").asLong();
        if (wanted.isNumber() && ready < wanted.asLong()) {
            return waiting("Waiting for " + (wanted.asLong() - ready) + " pods to be ready...");
        }
        JsonNode rolling = set.path("spec").path("updateStrategy").path("rollingUpdate");
        if (rolling.isObject()) {
            return ofPartition(wanted, rolling.path("partition"), updated);
        }
        String running = status.path("currentRevision").asText();
        String next = status.path("updateRevision").asText();
        long current = status.path("currentReplicas").asLong();
        return next.equals(running)
                ? finished(
                        "statefulset rolling update complete "
                                + (current + " pods at revision " + running + "..."))
                : waiting(
                        "waiting for statefulset rolling update to complete "
                                + (updated + " pods at revision " + next + "..."));
    }

    private static RolloutStatus ofPartition(JsonNode wanted, JsonNode partition, long updated) {
        long toUpdate = wanted.asLong() - partition.asLong();
        boolean pending = wanted.isNumber() && partition.isNumber() && updated < toUpdate;
        return pending
                ? waiting(
                        "Waiting for partitioned roll out to finish: "
                                + (updated + " out of " + toUpdate)
                                + " new pods have been updated...")
                : finished(
                        "partitioned roll out complete: "
                                + (updated + " new pods have been updated..."));
    }

    private static boolean isOfOtherStrategy(JsonNode object) {
        JsonNode strategy = object.path("spec").path("updateStrategy");
        return !strategy.path("type").asText().equals("RollingUpdate");
    }

    private static boolean isObserved(JsonNode object) {
        return object.path("metadata").path("generation").asLong()
                <= object.path("status").path("observedGeneration").asLong();
    }

    private static String quotedName(JsonNode object) {
        return GoQuote.quote(object.path("metadata").path("name").asText());
    }

    private static RolloutStatus waiting(String message) {
        return new RolloutStatus(message + "\n", false);
    }

    private static RolloutStatus finished(String message) {
        return new RolloutStatus(message + "\n", true);
    }

    private static CommandException failure(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
