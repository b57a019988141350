package dev.mcpk8s.verb.get;

import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputEvent;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Runs {@code kubectl get} (kubectl: {@code pkg/cmd/get/get.go}). */
@Singleton
final class GetHandler implements CommandHandler<GetCommand> {

    private static final int PIECE = 8 * 1024;

    private final ClusterWork cluster;

    GetHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<GetCommand> commandType() {
        return GetCommand.class;
    }

    @Override
    public ExitStatus run(GetCommand command, ExecutionContext context) throws IOException {
        String raw = command.raw();
        return raw == null
                ? cluster.run(
                        command.flags(),
                        command.arguments(),
                        context,
                        session -> print(command, session, context))
                : cluster.runOnServer(
                        command.flags(), context, session -> copy(raw, session, context));
    }

    private static void print(GetCommand command, ClusterSession session, ExecutionContext context)
            throws IOException {
        GetCommand.Watch watch = command.watch();
        if (watch != null && !command.sortBy().isEmpty()) {
            context.stderr(watch.unsorted());
        }
        ObjectSource files = files(command, session, context);
        try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
            if (watch != null) {
                new WatchGet(command, watch, session, context, out).run(files);
            } else if (command.output() instanceof OutputFormat.Table(boolean wide)) {
                new TableGet(command, session, files, wide, out).run(context::stderr);
            } else {
                new DocumentGet(command, session, files, context).run(out);
            }
        }
    }

    /** Null when the command names its objects itself. */
    private static @Nullable ObjectSource files(
            GetCommand command, ClusterSession session, ExecutionContext context) {
        return command.files().isEmpty()
                ? null
                : new ObjectSource(
                        command.files(),
                        context.files(),
                        context.stdin(),
                        command.allNamespaces() ? "" : session.namespace(),
                        null);
    }

    private static void copy(String path, ClusterSession session, ExecutionContext context)
            throws IOException {
        try (ApiResponse response = session.raw(path);
                InputStream body = response.body()) {
            byte[] piece = new byte[PIECE];
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                if (read > 0) {
                    byte[] bytes = Arrays.copyOf(piece, read);
                    context.output().emit(new OutputEvent.Data(Channel.STDOUT, bytes));
                }
            }
        }
    }
}
