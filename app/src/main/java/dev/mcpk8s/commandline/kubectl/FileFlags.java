package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.commandline.file.PathRule;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import java.util.List;
import java.util.Set;

/**
 * The places of a kubectl command line that name files: none may leave the request's files. What
 * {@code -f} names outside of them is a path that does not exist; for the others there is a
 * refusal.
 */
final class FileFlags {

    private static final Set<String> NAMES =
            Set.of(
                    "cert",
                    "custom",
                    "from-env-file",
                    "from-file",
                    "key",
                    "kustomize",
                    "output-directory",
                    "patch-file");

    /** {@code -f} of everything that takes objects from files. */
    private static final String OBJECTS = "filename";

    private static final List<String> FILE_FORMATS =
            List.of("custom-columns-file", "go-template-file", "jsonpath-file", "templatefile");

    private FileFlags() {}

    /**
     * @throws CommandException {@link ErrorCode#COMMAND_REFUSED}
     */
    static void check(String verb, ParsedFlags flags, RequestFiles files) {
        for (FlagDefinition flag : flags.definitions().all()) {
            if (NAMES.contains(flag.name())) {
                flags.list(flag.name()).forEach(path -> PathRule.check("--" + flag.name(), path));
            }
        }
        flags.list(OBJECTS).forEach(path -> PathRule.checkNoAddress("--" + OBJECTS, path));
        if (verb.equals("kustomize") || !flags.list("kustomize").isEmpty()) {
            Kustomizations.check(files);
        }
        if (verb.equals("kustomize")) {
            flags.list("output").forEach(path -> PathRule.check("--output", path));
            flags.arguments().forEach(folder -> PathRule.check("kustomize", folder));
        }
        if (verb.equals("cp")) {
            checkCopy(flags.arguments());
        }
        checkTemplates(flags);
    }

    /**
     * Tells in kubectl's words what {@code -f} names outside of the request's files, before kubectl
     * itself could look there (cli-runtime: {@code resource/builder.go}, {@code FilenameParam}).
     *
     * @throws CommandException {@link ErrorCode#USAGE}
     */
    static void checkObjects(ParsedFlags flags) {
        List<String> missing =
                flags.list(OBJECTS).stream()
                        .filter(PathRule::isOutside)
                        .map(path -> "the path " + GoQuote.quote(path) + " does not exist")
                        .toList();
        if (missing.size() == 1) {
            throw CommandException.usage(missing.getFirst());
        }
        if (!missing.isEmpty()) {
            throw CommandException.verbatim(ErrorCode.USAGE, String.join("\n", missing));
        }
    }

    /** Whether a flag's value is checked as a path, for the test that looks for forgotten ones. */
    static boolean covers(FlagDefinition flag) {
        return NAMES.contains(flag.name())
                || flag.name().equals(OBJECTS)
                || flag.name().equals("template");
    }

    private static void checkTemplates(ParsedFlags flags) {
        for (String output : flags.list("output")) {
            for (String format : FILE_FORMATS) {
                if (output.equals(format)) {
                    flags.list("template").forEach(path -> PathRule.check("--template", path));
                } else if (output.startsWith(format + "=")) {
                    PathRule.check("-o " + format, output.substring(format.length() + 1));
                }
            }
        }
    }

    /** What is copied out of a pod is part of the answer. */
    private static void checkCopy(List<String> arguments) {
        for (String argument : arguments) {
            if (!isInPod(argument)) {
                PathRule.check("cp", argument);
            }
        }
    }

    private static boolean isInPod(String argument) {
        return argument.indexOf(':') > 0;
    }
}
