package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;

/**
 * {@code kubectl diff} writes each object to a file named after its kind, unchecked: a kind such as
 * {@code X/../../y}, with a hostile server that claims to know it, would be written anywhere
 * (kubectl: {@code pkg/cmd/diff/diff.go}, {@code InfoObject.Name}).
 */
final class DiffKinds {

    private static final String CLIMBING = "/../";

    private DiffKinds() {}

    /**
     * @throws CommandException {@link ErrorCode#COMMAND_REFUSED} for a kind that is a path
     */
    static void check(RequestFiles files) {
        files.paths().forEach(path -> check(path, files.text(path).orElse("")));
        check("the standard input", files.stdin());
    }

    private static void check(String what, String text) {
        YamlScalars scalars = YamlScalars.of(text);
        boolean path = scalars.kinds().stream().anyMatch(kind -> kind.contains("/"));
        if (path || (scalars.isBroken() && scalars.mayContain(CLIMBING))) {
            throw new CommandException(
                    ErrorCode.COMMAND_REFUSED,
                    what + " has a kind that is a path; diff would write a file there");
        }
        if (scalars.isHidden()) {
            throw new CommandException(
                    ErrorCode.COMMAND_REFUSED,
                    what + " cannot be checked: write it as plain UTF-8 YAML without !!binary");
        }
    }
}
