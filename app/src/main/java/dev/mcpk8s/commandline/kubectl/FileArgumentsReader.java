package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.FileArguments;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;

/**
 * {@code -f} and {@code -R} (cli-runtime: {@code genericclioptions/filename_flags.go}). {@code -k}
 * builds with kustomize and is left to the real kubectl.
 */
final class FileArgumentsReader {

    private FileArgumentsReader() {}

    /** What the line names; nothing for a verb without these flags. */
    static FileArguments read(ParsedFlags flags) {
        return new FileArguments(flags.list("filename"), flags.isTrue("recursive"));
    }

    /**
     * Whether only the real kubectl can find the objects: kustomize builds them, a selector that
     * may be wrong chooses among those of files, or there are arguments besides files, of which one
     * may be missing: kubectl tells of that first.
     */
    static boolean needKubectl(ParsedFlags flags, RequestFiles files) {
        return usesKustomize(flags)
                || (!flags.arguments().isEmpty() && namesMissing(flags, files))
                || (!read(flags).isEmpty()
                        && !PlainSelectors.isLabels(flags.text("selector").strip()));
    }

    /** Whether a file that is named is none of the request's: it may still be a folder. */
    static boolean namesMissing(ParsedFlags flags, RequestFiles files) {
        return read(flags).names().stream()
                .anyMatch(name -> !name.equals("-") && files.text(name).isEmpty());
    }

    /** Whether the line asks for kustomize. */
    static boolean usesKustomize(ParsedFlags flags) {
        return !flags.text("kustomize").isEmpty();
    }

    /**
     * For verbs that have files and no arguments. That there are none is said only where no other
     * flag is given, of which kubectl may have to say something first.
     *
     * @throws CommandException in kubectl's words
     */
    static void checkAlone(String verb, ParsedFlags flags) {
        if (!flags.arguments().isEmpty()) {
            throw UsageErrors.usage(
                    verb, "Unexpected args: " + UsageErrors.goList(flags.arguments()));
        }
        boolean plain =
                flags.given().stream()
                        .map(given -> given.flag().name())
                        .allMatch(name -> name.equals("filename") || name.equals("recursive"));
        if (plain) {
            FileArguments _ = require(flags);
        }
    }

    /**
     * @throws CommandException when a verb that must have files got none
     */
    static FileArguments require(ParsedFlags flags) {
        FileArguments files = read(flags);
        if (files.isEmpty()) {
            throw CommandException.usage("must specify one of -f and -k");
        }
        return files;
    }
}
