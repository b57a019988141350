package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;

/**
 * A flag that cannot be read, as kubectl reports it (kubectl: {@code pkg/util/templates}, {@code
 * FlagErrorFunc}); {@code diff} and {@code options} have ways of their own.
 */
final class FlagUsageException extends CommandException {

    private static final ExitStatus DIFF_FAILED = new ExitStatus(2);

    private final ExitStatus status;

    private FlagUsageException(String message, ExitStatus status) {
        super(ErrorCode.USAGE, message, false);
        this.status = status;
    }

    static FlagUsageException of(String path, String error) {
        return switch (VerbCatalog.nameOf(path)) {
            case "diff" -> new FlagUsageException(error + UsageErrors.seeHelp("diff"), DIFF_FAILED);
            case "options" ->
                    new FlagUsageException(
                            error + "\nRun '" + path + "' without flags.", ExitStatus.FAILURE);
            default ->
                    new FlagUsageException(
                            error + "\nSee '" + path + " --help' for usage.", ExitStatus.FAILURE);
        };
    }

    @Override
    public ExitStatus exitStatus() {
        return status;
    }
}
