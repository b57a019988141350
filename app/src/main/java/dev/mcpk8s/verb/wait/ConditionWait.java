package dev.mcpk8s.verb.wait;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.WaitCondition;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.workload.Deadline;
import dev.mcpk8s.workload.LiveObject;
import dev.mcpk8s.workload.ObjectObserver;
import dev.mcpk8s.workload.ObjectWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Waits for one condition of one object (kubectl: {@code pkg/cmd/wait/condition.go} and its
 * neighbours).
 */
final class ConditionWait {

    private final ClusterSession session;
    private final Cancellation cancellation;
    private final Duration timeout;
    private final Deadline deadline;

    /**
     * @param timeout zero to look once
     * @param deadline what is left of it for all objects
     */
    ConditionWait(
            ClusterSession session,
            Cancellation cancellation,
            Duration timeout,
            Deadline deadline) {
        this.session = session;
        this.cancellation = cancellation;
        this.timeout = timeout;
        this.deadline = deadline;
    }

    /**
     * The object as it was when the condition was met.
     *
     * @throws CommandException in kubectl's words when it was not
     */
    JsonNode until(WaitCondition condition, LiveObject found) throws IOException {
        return switch (condition) {
            case WaitCondition.Created _ -> found.object();
            case WaitCondition.Deleted _ -> untilDeleted(found);
            case WaitCondition.Status status ->
                    untilMet(object -> StatusCheck.isMet(status, object), found);
            case WaitCondition.Path path ->
                    untilMet(object -> PathCheck.isMet(path, object), found);
        };
    }

    /** Looks at an object. */
    @FunctionalInterface
    private interface Check {
        boolean isMet(JsonNode object);
    }

    private JsonNode untilMet(Check check, LiveObject found) throws IOException {
        if (timeout.isZero()) {
            JsonNode object = get(found);
            if (!check.isMet(object)) {
                throw notMet(found);
            }
            return object;
        }
        MetObserver observer = new MetObserver(check, found);
        watch(found, observer);
        return observer.met;
    }

    private JsonNode untilDeleted(LiveObject found) throws IOException {
        if (deadline.isPast() && !timeout.isZero()) {
            throw failure("client rate limiter Wait returned an error: context deadline exceeded");
        }
        JsonNode object;
        try {
            object = get(found);
        } catch (StatusException failure) {
            if (failure.isNotFound()) {
                return found.object();
            }
            throw failure;
        }
        if (timeout.isZero()) {
            throw notMet(found);
        }
        watch(found, new GoneObserver());
        return object;
    }

    private void watch(LiveObject found, ObjectObserver observer) throws IOException {
        boolean met;
        try {
            met = new ObjectWatch(session, cancellation, found, deadline).until(observer);
        } catch (InterruptedException e) {
            throw new IllegalStateException("threads are never interrupted here", e);
        }
        if (!met) {
            throw failure("timed out waiting for the condition on " + found.title());
        }
    }

    private JsonNode get(LiveObject found) throws IOException {
        return session.objects()
                .get(found.mapping(), found.namespace(), found.name(), "", Representation.OBJECT)
                .json();
    }

    private static CommandException notMet(LiveObject found) {
        return failure("condition not met for " + found.title());
    }

    private static CommandException failure(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }

    /** Waits for a state; an object that goes away may come back. */
    private static final class MetObserver implements ObjectObserver {

        private final Check check;
        private final LiveObject found;
        private JsonNode met;

        MetObserver(Check check, LiveObject found) {
            this.check = check;
            this.found = found;
            this.met = found.object();
        }

        @Override
        public boolean missing() {
            throw new StatusException(
                    404,
                    "NotFound",
                    found.mapping().qualifiedResource()
                            + " "
                            + GoQuote.quote(found.name())
                            + " not found",
                    found.mapping().resource(),
                    found.name(),
                    List.of());
        }

        @Override
        public boolean present(JsonNode object) {
            met = object;
            return check.isMet(object);
        }

        @Override
        public boolean deleted() {
            return false;
        }
    }

    /** Waits for the end. */
    private static final class GoneObserver implements ObjectObserver {

        @Override
        public boolean missing() {
            return true;
        }

        @Override
        public boolean present(JsonNode object) {
            return false;
        }

        @Override
        public boolean deleted() {
            return true;
        }
    }
}
