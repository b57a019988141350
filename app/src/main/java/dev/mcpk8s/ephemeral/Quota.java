package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How many servers there may be. It is counted after the Job was made, and the Job counts: creators
 * that do not know of each other may all be refused, but never all be let through.
 */
final class Quota {

    /** Nobody takes this long to make a server; whoever began has been stopped. */
    private static final Duration ABANDONED = Duration.ofMinutes(5);

    private static final int FORBIDDEN = 403;

    private final EphemeralSettings settings;

    Quota(EphemeralSettings settings) {
        this.settings = settings;
    }

    /**
     * Removes on the way what an interrupted creation left behind.
     *
     * @throws CommandException {@link ErrorCode#QUOTA_EXCEEDED}
     */
    void check(ClusterObjects objects, String namespace, String owner) {
        int all = 0;
        int own = 0;
        for (JsonNode job : jobs(objects, namespace)) {
            if (isAbandoned(job, Instant.now())) {
                discard(objects, job);
            } else if (!ServerReading.of(job, List.of()).isOver()) {
                all++;
                if (job.at("/metadata/labels").path(Labels.OWNER).asText().equals(owner)) {
                    own++;
                }
            }
        }
        if (own > settings.maximumPerOwner()) {
            throw exceeded(
                    "you have " + settings.maximumPerOwner() + " servers, which is the most");
        }
        if (all > settings.maximumServers()) {
            throw exceeded(
                    "there are " + settings.maximumServers() + " servers, which is the most");
        }
    }

    /** Whether a Job was begun and never completed. */
    static boolean isAbandoned(JsonNode job, Instant now) {
        return ServerReading.isSuspended(job)
                && job.at("/metadata/deletionTimestamp").isMissingNode()
                && ServerReading.createdAt(job).plus(ABANDONED).isBefore(now);
    }

    /** Best effort: who may not remove it leaves it to somebody who may. */
    static void discard(ClusterObjects objects, JsonNode job) {
        try {
            objects.delete(
                    Types.JOBS,
                    job.at("/metadata/namespace").asText(),
                    job.at("/metadata/name").asText());
        } catch (StatusException notAllowed) {
            // its time to live does not run; an operator's reaper or its owner's next call will do
        }
    }

    private static List<JsonNode> jobs(ClusterObjects objects, String namespace) {
        try {
            return objects.items(Types.JOBS, "", Labels.all());
        } catch (StatusException failure) {
            if (failure.httpStatus() == FORBIDDEN) {
                return objects.items(Types.JOBS, namespace, Labels.all());
            }
            throw failure;
        }
    }

    private static CommandException exceeded(String what) {
        return new CommandException(
                ErrorCode.QUOTA_EXCEEDED,
                what + "; delete one that is not needed, or wait until one's time is over");
    }
}
