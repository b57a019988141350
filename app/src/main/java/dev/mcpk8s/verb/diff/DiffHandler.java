package dev.mcpk8s.verb.diff;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.DiffCommand;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.error.StatusOverride;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.print.DocumentPrinter;
import dev.mcpk8s.print.LogLine;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.FoundObject;
import dev.mcpk8s.resource.LabelSelector;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.verb.ClusterWork;
import dev.mcpk8s.workload.LiveObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code kubectl diff} (kubectl: {@code pkg/cmd/diff/diff.go}). Nothing is changed: every
 * request that could is a dry run. Exit code 1 means differences, what fails exits with 2. A
 * request may ask for the two folders of files instead, and then nothing is compared here.
 */
@Singleton
final class DiffHandler implements CommandHandler<DiffCommand> {

    private static final ExitStatus FAILED = new ExitStatus(2);
    private static final String DEPRECATED =
            "Deprecated: kubectl apply will no longer prune non-namespaced resources by default when"
                    + " used with the --namespace flag in a future release. To preserve the current"
                    + " behaviour, list the resources you want to target explicitly in the"
                    + " --prune-allowlist flag.";

    private final ClusterWork cluster;

    DiffHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<DiffCommand> commandType() {
        return DiffCommand.class;
    }

    @Override
    public ExitStatus run(DiffCommand command, ExecutionContext context) throws IOException {
        Comparison comparison = new Comparison(command, context);
        try {
            // As kubectl, which looks at the server before it looks at the namespace.
            return cluster.askServer(command.flags(), context, comparison::run);
        } catch (CommandException failure) {
            throw comparison.ended || failure.code().exitStatus() != 1
                    ? failure
                    : new StatusOverride(failure, FAILED);
        }
    }

    /** One command's objects. */
    private static final class Comparison {

        private final DiffCommand command;
        private final ExecutionContext context;
        private final ComparedFiles files;
        private boolean ended;

        Comparison(DiffCommand command, ExecutionContext context) {
            this.command = command;
            this.context = context;
            this.files = new ComparedFiles(context.options().diffFiles());
        }

        ExitStatus run(ClusterSession session) throws IOException {
            PrunedObjects pruned =
                    new PrunedObjects(
                            session,
                            command.labelSelector(),
                            command.prune() ? command.pruneTypes() : List.of());
            CommandException failure = null;
            try {
                compare(session, pruned);
            } catch (CommandException failed) {
                if (failed.code().exitStatus() != 1) {
                    throw failed;
                }
                failure = failed;
            }
            if (command.prune()) {
                prune(pruned);
            }
            if (failure != null) {
                throw failure;
            }
            boolean elsewhere = context.options().diffFiles();
            if (elsewhere) {
                files.emit(context.output());
            } else {
                try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
                    files.write(out);
                }
            }
            ended = true;
            return elsewhere || files.areEqual() ? ExitStatus.SUCCESS : ExitStatus.FAILURE;
        }

        private void compare(ClusterSession session, PrunedObjects pruned) throws IOException {
            MergedObject objects = new MergedObject(command, session, context::stderr);
            new ObjectSource(
                            command.files(),
                            context.files(),
                            context.stdin(),
                            session.namespace(),
                            command.flags().namespace())
                    .selected(LabelSelector.of(command.labelSelector()))
                    .visit(
                            session,
                            found -> {
                                MergedObject.Versions versions = objects.of(found);
                                pruned.keep(found, versions.live());
                                add(found, versions);
                            });
        }

        /** What cannot be listed keeps nothing else away: kubectl only logs it. */
        private void prune(PrunedObjects pruned) throws IOException {
            if (command.pruneTypes().isEmpty()) {
                log("prune.go:71", DEPRECATED);
            }
            List<LiveObject> found =
                    pruned.find(
                            refused ->
                                    log(
                                            "diff.go:760",
                                            "pruning failed and could not be evaluated err: "
                                                    + refused));
            for (LiveObject object : found) {
                files.addPruned(object, text((ObjectNode) object.object(), false));
            }
        }

        private void log(String place, String text) {
            context.stderr(LogLine.of('W', place, text) + "\n");
        }

        private void add(FoundObject found, MergedObject.Versions versions) throws IOException {
            ObjectNode live = versions.live();
            ObjectNode merged = versions.merged();
            if (!command.showManagedFields()) {
                dropManagedFields(live);
                dropManagedFields(merged);
            }
            boolean masked = !command.showSecrets() && SecretMask.applies(merged);
            if (masked) {
                SecretMask.mask(live, merged);
            }
            files.add(found, text(live, masked), text(merged, masked));
        }

        private static void dropManagedFields(@Nullable ObjectNode object) {
            if (object != null && object.path("metadata") instanceof ObjectNode metadata) {
                metadata.remove("managedFields");
            }
        }

        /** What is not there is an empty file; once masked, kubectl writes it as null. */
        private static String text(@Nullable ObjectNode object, boolean masked) throws IOException {
            if (object == null && !masked) {
                return "";
            }
            StringWriter text = new StringWriter();
            DocumentPrinter.of(new OutputFormat.Yaml(), false, true)
                    .print(object == null ? NullNode.instance : object, text);
            return text.toString();
        }
    }
}
