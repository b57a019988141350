package dev.mcpk8s.verb.logs;

import dev.mcpk8s.command.LogsCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.ResourceQuery;
import dev.mcpk8s.resource.Selection;
import dev.mcpk8s.workload.KnownTypes;
import dev.mcpk8s.workload.LiveObject;
import dev.mcpk8s.workload.ObjectFinder;
import java.io.IOException;
import java.util.List;

/** What the arguments of {@code kubectl logs} mean: pods, or something that has some. */
final class LogSubject {

    private static final String PODS = "pods";

    private final LogsCommand command;
    private final ClusterSession session;
    private final ObjectFinder finder;

    LogSubject(LogsCommand command, ClusterSession session) {
        this.command = command;
        this.session = session;
        this.finder =
                new ObjectFinder(
                        session,
                        session.namespace(),
                        ListOptions.selecting(command.labelSelector().strip(), ""),
                        KnownTypes::check);
    }

    /**
     * The object named, or the pods selected.
     *
     * @throws CommandException in kubectl's words
     */
    List<LiveObject> find() throws IOException {
        String[] words =
                command.arguments().isEmpty()
                        ? new String[0]
                        : words(command.arguments().getFirst());
        if (!command.labelSelector().isEmpty()) {
            return selected(words.length > 0);
        }
        if (words[1].isEmpty()) {
            // an empty word counts as none, and kubectl's sentence for none comes from the query
            Selection _ =
                    new ResourceQuery(List.of(), session.namespace(), "", "", "").resolve(session);
        }
        ResourceMapping mapping = session.mapping(words[0]);
        try {
            return List.of(finder.get(mapping, words[1]));
        } catch (StatusException failure) {
            if (!failure.isNotFound()) {
                throw failure;
            }
            throw failed(
                    "error from server (NotFound): "
                            + failure.text()
                            + " in namespace "
                            + GoQuote.quote(session.namespace()));
        }
    }

    private List<LiveObject> selected(boolean named) throws IOException {
        boolean blank = command.labelSelector().isBlank();
        if (named) {
            throw failed(
                    blank
                            ? "you may not specify individual resources and bulk resources in the"
                                    + " same call"
                            : "selectors and the all flag cannot be used when passing"
                                    + " resource/name arguments");
        }
        ResourceMapping mapping = session.mapping(PODS);
        if (blank) {
            throw failed("resource(s) were provided, but no name was specified");
        }
        return finder.list(mapping);
    }

    /** A type and a name. */
    private static String[] words(String argument) {
        String[] parts = argument.split("/", -1);
        if (parts.length == 1) {
            return new String[] {PODS, argument};
        }
        if (parts.length > 2) {
            throw failed("arguments in resource/name form may not have more than one slash");
        }
        if (parts[0].isEmpty() || parts[1].isEmpty() || parts[0].indexOf(',') >= 0) {
            throw failed("arguments in resource/name form must have a single resource and name");
        }
        return parts;
    }

    private static CommandException failed(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
