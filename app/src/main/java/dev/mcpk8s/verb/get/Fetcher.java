package dev.mcpk8s.verb.get;

import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fetches everything a get command asks for. What cannot be had does not keep the rest away: the
 * failures are remembered.
 */
abstract sealed class Fetcher permits ArgumentFetcher, FileFetcher {

    /** Takes an answer's body; what it returns is the token of the next page, empty for none. */
    @FunctionalInterface
    interface Receiver {
        String receive(ResourceMapping mapping, ApiResponse response) throws IOException;
    }

    private final GetCommand command;
    private final ClusterSession session;
    private final List<CommandException> failures = new ArrayList<>();

    Fetcher(GetCommand command, ClusterSession session) {
        this.command = command;
        this.session = session;
    }

    /**
     * @param files null when the arguments say what is asked for
     * @throws CommandException when the arguments mean nothing; nothing was fetched then
     */
    static Fetcher of(GetCommand command, ClusterSession session, @Nullable ObjectSource files)
            throws IOException {
        return files == null
                ? new ArgumentFetcher(command, session)
                : new FileFetcher(command, session, files.read(session));
    }

    /** Whether one object is asked for, so that it is printed bare. */
    abstract boolean isSingle();

    /** The types of what is asked for, one or more times each. */
    abstract Stream<ResourceMapping> types();

    /**
     * Fetches one after the other.
     *
     * @param form in which objects of a type are wanted
     */
    abstract void fetch(Function<ResourceMapping, Representation> form, Receiver receiver)
            throws IOException;

    /**
     * What went wrong, null when nothing did. A failed list is an aggregate even when it is the
     * only failure: kubectl words it differently then.
     */
    @Nullable CommandException failure() {
        return failures.isEmpty() ? null : new AggregateException(failures);
    }

    /** Whether what is found may be of more than one type. */
    final boolean mayFindSeveralKinds() {
        return types().distinct().limit(2).count() > 1;
    }

    /** What failed so far; the fetcher's own to add to. */
    final List<CommandException> failures() {
        return failures;
    }

    /** One of several things to fetch. */
    @FunctionalInterface
    interface Attempt {
        void run() throws IOException;
    }

    final void attempt(Attempt attempt, List<CommandException> failed) throws IOException {
        try {
            attempt.run();
        } catch (StatusException failure) {
            if (failure.isNotFound() && failure.name() == null) {
                session.forgetTypes();
            }
            if (!(command.ignoreNotFound() && failure.isNotFound())) {
                failed.add(failure);
            }
        } catch (CommandException failure) {
            if (failure.code().exitStatus() != 1) {
                throw failure;
            }
            failed.add(failure);
        }
    }
}
