package dev.mcpk8s.verb.get;

import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.print.UnsortableException;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.ResourceQuery;
import dev.mcpk8s.resource.Selection;
import dev.mcpk8s.resource.WatchStream;
import dev.mcpk8s.verb.get.WatchOutput.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what is there and then what happens to it, line by line, until the server ends the watch.
 * Nobody begins it anew, and that it ended is no failure (kubectl: {@code get/get.go}, {@code
 * watch}).
 */
final class WatchGet {

    private static final String ADDED = "ADDED";

    /** A watch of one object begins about now, with the object as it is. */
    private static final String ABOUT_NOW = "0";

    private final GetCommand command;
    private final GetCommand.Watch watch;
    private final ClusterSession session;
    private final ExecutionContext context;
    private final String namespace;
    private final OutputWriter out;

    WatchGet(
            GetCommand command,
            GetCommand.Watch watch,
            ClusterSession session,
            ExecutionContext context,
            OutputWriter out) {
        this.command = command;
        this.watch = watch;
        this.session = session;
        this.context = context;
        this.namespace = command.allNamespaces() ? "" : session.namespace();
        this.out = out;
    }

    void run() throws IOException {
        if (!command.sortBy().isEmpty()) {
            context.stderr(
                    watch.after()
                            ? "warning: --watch requested, --sort-by will be ignored for watch"
                                    + " events received\n"
                            : "warning: --watch-only requested, --sort-by will be ignored\n");
        }
        Selection selection =
                new ResourceQuery(
                                command.arguments(),
                                namespace,
                                command.labelSelector(),
                                command.fieldSelector(),
                                "")
                        .resolveSingleType(session);
        Start start;
        try {
            start =
                    switch (selection) {
                        case Selection.Lists(List<ResourceMapping> types) ->
                                showAll(types.getFirst());
                        case Selection.Objects(List<Selection.Target> targets) ->
                                showNamed(targets);
                    };
        } catch (StatusException missing) {
            if (missing.isNotFound() && missing.name() == null) {
                session.forgetTypes();
            }
            if (missing.isNotFound() && command.ignoreNotFound()) {
                return;
            }
            throw missing;
        }
        follow(start);
    }

    /**
     * Where a watch begins.
     *
     * @param options what is watched
     * @param version after which changes are told
     * @param shown whether the first change is one: that of a single object only says again what
     *     was printed already
     */
    private record Start(
            ResourceMapping type,
            ListOptions options,
            String version,
            boolean shown,
            WatchOutput output) {}

    private Start showAll(ResourceMapping type) throws IOException {
        ListOptions all = ListOptions.selecting(command.labelSelector(), command.fieldSelector());
        ListOptions page = all.by(command.chunkSize());
        WatchOutput output = null;
        String version = null;
        do {
            try (ApiResponse answer = session.objects().list(type, namespace, page, form())) {
                output = output == null ? output(type) : output;
                Page shown = begin(output, answer);
                boolean same = version == null || version.equals(shown.version());
                version = same ? shown.version() : "";
                page = page.after(shown.next());
            }
        } while (!page.continueToken().isEmpty());
        flush(output);
        return new Start(type, all, version, true, output);
    }

    /** Only one can be watched, but all that were named are shown first. */
    private Start showNamed(List<Selection.Target> targets) throws IOException {
        ResourceMapping type = targets.getFirst().mapping();
        List<ApiResponse> answers = new ArrayList<>();
        WatchOutput output;
        try {
            for (Selection.Target target : targets) {
                answers.add(session.objects().get(type, namespace, target.name(), "", form()));
            }
            output = output(type);
            for (ApiResponse answer : answers) {
                Page _ = begin(output, answer);
            }
        } finally {
            answers.forEach(ApiResponse::close);
        }
        flush(output);
        if (targets.size() > 1) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "you may only watch a single resource or type of resource at a time");
        }
        ListOptions named = ListOptions.selecting("", "metadata.name=" + targets.getFirst().name());
        return new Start(type, named, ABOUT_NOW, false, output);
    }

    private Representation form() {
        return command.output() instanceof OutputFormat.Table
                ? WatchTable.form(command)
                : Representation.OBJECT;
    }

    private WatchOutput output(ResourceMapping type) {
        return command.output() instanceof OutputFormat.Table(boolean wide)
                ? new WatchTable(command, type, wide, out)
                : new WatchDocuments(command, session, context, out);
    }

    private Page begin(WatchOutput output, ApiResponse answer) throws IOException {
        try {
            return output.begin(answer, watch.events() ? ADDED : "", !watch.only());
        } catch (UnsortableException fatal) {
            throw fatal;
        } catch (CommandException unprintable) {
            throw endsCommand(unprintable)
                    ? unprintable
                    : new CommandException(
                            ErrorCode.COMMAND_FAILED,
                            "unable to output the provided object: " + unprintable.text());
        }
    }

    private void follow(Start start) throws IOException {
        boolean shown = start.shown();
        try (WatchStream changes =
                new WatchStream(
                        session.objects()
                                .watch(
                                        start.type(),
                                        namespace,
                                        start.options(),
                                        start.version(),
                                        form()))) {
            for (WatchStream.Change change = changes.next();
                    change != null && print(change, shown, start.output());
                    change = changes.next()) {
                shown = true;
            }
        }
    }

    /** False when it could not be printed: kubectl ends then and does not say so. */
    private boolean print(WatchStream.Change change, boolean shown, WatchOutput output)
            throws IOException {
        try {
            output.print(change.object(), watch.events() ? change.type() : "", shown);
        } catch (CommandException unprintable) {
            if (endsCommand(unprintable)) {
                throw unprintable;
            }
            return false;
        }
        flush(output);
        return true;
    }

    private void flush(WatchOutput output) throws IOException {
        output.flush();
        out.flush();
    }

    private static boolean endsCommand(CommandException failure) {
        return failure.code().exitStatus() != ErrorCode.COMMAND_FAILED.exitStatus();
    }
}
