package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.DiffCommand;
import dev.mcpk8s.command.FileArguments;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.error.StatusOverride;
import java.util.Optional;

/**
 * {@code kubectl diff} (kubectl: {@code pkg/cmd/diff/diff.go}). Kustomize is left to the real
 * kubectl. Exit code 1 means that there are differences, so mistakes exit with 2.
 */
final class DiffSyntax implements VerbSyntax<DiffCommand> {

    private static final ExitStatus FAILED = new ExitStatus(2);
    private static final String SERVER_SIDE_MANAGER = "kubectl";

    @Override
    public String name() {
        return "diff";
    }

    @Override
    public Optional<DiffCommand> bind(ParsedFlags flags, RequestFiles files) {
        if (FileArgumentsReader.needKubectl(flags, files)) {
            DiffKinds.check(files);
            return Optional.empty();
        }
        try {
            return Optional.of(command(flags));
        } catch (CommandException mistake) {
            throw mistake.code() == ErrorCode.USAGE ? new StatusOverride(mistake, FAILED) : mistake;
        }
    }

    private static DiffCommand command(ParsedFlags flags) {
        if (!flags.arguments().isEmpty()) {
            throw UsageErrors.usage(
                    "diff", "Unexpected args: " + UsageErrors.goList(flags.arguments()));
        }
        FileArguments named = FileArgumentsReader.require(flags);
        boolean serverSide = flags.isTrue("server-side");
        boolean force = flags.isTrue("force-conflicts");
        if (force && !serverSide) {
            throw CommandException.usage("--force-conflicts only works with --server-side");
        }
        GlobalFlags global = GlobalFlagsReader.read(flags);
        boolean ownManager = flags.isGiven("field-manager") || !serverSide;
        return new DiffCommand(
                global,
                named,
                flags.text("selector").strip(),
                flags.isTrue("prune"),
                flags.list("prune-allowlist"),
                serverSide,
                ownManager ? flags.text("field-manager") : SERVER_SIDE_MANAGER,
                force,
                flags.isTrue("show-managed-fields"),
                flags.isTrue("show-secrets"));
    }
}
