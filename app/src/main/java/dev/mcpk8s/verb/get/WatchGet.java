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
import dev.mcpk8s.resource.FoundObject;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.ResourceQuery;
import dev.mcpk8s.resource.Selection;
import dev.mcpk8s.resource.WatchStream;
import dev.mcpk8s.verb.get.WatchOutput.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints what is there and then what happens to it, line by line, until the server ends the watch.
 * Nobody begins it anew, and that it ended is no failure (kubectl: {@code get/get.go}, {@code
 * watch}).
 */
final class WatchGet {

    private static final String ADDED = "ADDED";

    /** A watch of one object begins about now, with the object as it is. */
    private static final String ABOUT_NOW = "0";

    private static final String ONE_TYPE =
            "you may only watch a single resource or type of resource at a time";

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

    /**
     * @param files null when the arguments say what is asked for
     */
    void run(@Nullable ObjectSource files) throws IOException {
        Start start;
        try {
            start = files == null ? showSelected() : showDescribed(files);
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

    private Start showSelected() throws IOException {
        Selection selection =
                new ResourceQuery(
                                command.arguments(),
                                namespace,
                                command.labelSelector(),
                                command.fieldSelector(),
                                "")
                        .resolveSingleType(session);
        return switch (selection) {
            case Selection.Lists(List<ResourceMapping> types) -> showAll(types.getFirst());
            case Selection.Objects(List<Selection.Target> targets) -> showNamed(targets);
        };
    }

    /**
     * Where a watch begins.
     *
     * @param namespace where it is watched; empty for everywhere
     * @param options what is watched
     * @param version after which changes are told
     * @param shown whether the first change is one: that of a single object only says again what
     *     was printed already
     */
    private record Start(
            ResourceMapping type,
            String namespace,
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
        return new Start(type, namespace, all, version, true, output);
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
            throw failed(ONE_TYPE);
        }
        ListOptions named = named(targets.getFirst().name());
        return new Start(type, namespace, named, ABOUT_NOW, false, output);
    }

    private static ListOptions named(String name) {
        return ListOptions.selecting("", "metadata.name=" + name);
    }

    /** Likewise what files describe; out of standard input or a folder it is a list. */
    private Start showDescribed(ObjectSource files) throws IOException {
        List<DescribedFetch.Live> all = new DescribedFetch(command, session).fetch(files, form());
        FoundObject first = all.getFirst().object();
        WatchOutput output = output(first.mapping());
        Set<String> versions = new HashSet<>();
        for (DescribedFetch.Live live : all) {
            versions.add(begin(output, live.answer()).version());
        }
        flush(output);
        if (files.size() != 1) {
            throw failed(ONE_TYPE);
        }
        if (all.size() != 1) {
            throw failed(
                    "watch is only supported on individual resources and resource collections - "
                            + all.size()
                            + " resources were found");
        }
        boolean bare = files.isSingle();
        return new Start(
                first.mapping(),
                first.namespace(),
                named(first.name()),
                bare ? ABOUT_NOW : versions.iterator().next(),
                !bare,
                output);
    }

    private static CommandException failed(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
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
                    : failed("unable to output the provided object: " + unprintable.text());
        }
    }

    private void follow(Start start) throws IOException {
        boolean shown = start.shown();
        try (WatchStream changes =
                new WatchStream(
                        session.objects()
                                .watch(
                                        start.type(),
                                        start.namespace(),
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
