package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.FileArguments;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code kubectl get} (kubectl: {@code pkg/cmd/get/get.go}). */
final class GetSyntax implements VerbSyntax<GetCommand> {

    @Override
    public String name() {
        return "get";
    }

    @Override
    public Optional<GetCommand> bind(ParsedFlags flags, RequestFiles files) {
        String raw = flags.text("raw");
        if (!raw.isEmpty()) {
            String path = checkRaw(flags, raw);
            GlobalFlags global = GlobalFlagsReader.read(flags);
            return Optional.of(command(flags, global, new OutputFormat.Table(false), path, null));
        }
        FileArguments named = FileArgumentsReader.read(flags);
        GetCommand.Watch watch = watch(flags);
        if (FileArgumentsReader.needKubectl(flags, files)) {
            return Optional.empty();
        }
        try {
            check(flags, named, watch);
        } catch (CommandException mistake) {
            if (watch != null && !flags.text("sort-by").isEmpty()) {
                // kubectl warns before it looks at the rest of the line.
                return Optional.empty();
            }
            throw mistake;
        }
        GlobalFlags global = GlobalFlagsReader.read(flags);
        OutputFormat format = PrintFlags.ofGet(flags, files).format();
        return Optional.of(command(flags, global, format, null, watch));
    }

    private void check(ParsedFlags flags, FileArguments named, GetCommand.@Nullable Watch watch) {
        if (flags.arguments().isEmpty() && named.isEmpty() && watch == null) {
            throw noType();
        }
        checkPrinting(flags);
        boolean selected =
                !flags.text("selector").isBlank() || !flags.text("field-selector").isBlank();
        if (!named.isEmpty()) {
            ResourceArguments.checkBesideFiles(flags.arguments());
        } else if (!flags.arguments().isEmpty()) {
            String subresource = watch == null ? flags.text("subresource") : "";
            ResourceArguments.check(flags.arguments(), selected, subresource);
        }
    }

    private static GetCommand.@Nullable Watch watch(ParsedFlags flags) {
        boolean after = flags.isTrue("watch");
        boolean only = flags.isTrue("watch-only");
        return after || only
                ? new GetCommand.Watch(after, only, flags.isTrue("output-watch-events"))
                : null;
    }

    private static GetCommand command(
            ParsedFlags flags,
            GlobalFlags global,
            OutputFormat format,
            @Nullable String raw,
            GetCommand.@Nullable Watch watch) {
        return new GetCommand(
                global,
                flags.arguments(),
                FileArgumentsReader.read(flags),
                flags.isTrue("all-namespaces"),
                flags.text("selector").strip(),
                flags.text("field-selector").strip(),
                format,
                flags.isTrue("no-headers"),
                flags.isTrue("show-labels"),
                flags.list("label-columns"),
                flags.isTrue("show-kind"),
                flags.isTrue("show-managed-fields"),
                flags.isTrue("ignore-not-found"),
                flags.isTrue("allow-missing-template-keys"),
                flags.isTrue("server-print"),
                flags.number("chunk-size"),
                flags.text("sort-by"),
                flags.text("subresource"),
                raw,
                watch);
    }

    private static String checkRaw(ParsedFlags flags, String raw) {
        if (!flags.arguments().isEmpty()) {
            throw CommandException.usage("arguments may not be passed when --raw is specified");
        }
        if (flags.isTrue("watch")
                || flags.isTrue("watch-only")
                || !flags.text("selector").isEmpty()) {
            throw CommandException.usage(
                    "--raw may not be specified with other flags that filter the server request or"
                            + " alter the output");
        }
        if (!flags.text("output").isEmpty()) {
            throw CommandException.usage("--raw and --output are mutually exclusive");
        }
        String path = RawPath.parse(raw);
        checkPrinting(flags);
        return path;
    }

    private static void checkPrinting(ParsedFlags flags) {
        String output = flags.text("output");
        if (flags.isTrue("show-labels") && !output.isEmpty() && !output.equals("wide")) {
            throw CommandException.usage(
                    "--show-labels option cannot be used with " + output + " printer");
        }
        if (flags.isTrue("output-watch-events") && watch(flags) == null) {
            throw CommandException.usage(
                    "--output-watch-events option can only be used with --watch or --watch-only");
        }
    }

    /** kubectl prints the first paragraph itself, before its error. */
    private CommandException noType() {
        return CommandException.verbatim(
                ErrorCode.USAGE,
                """
                You must specify the type of resource to get. Use "kubectl api-resources" for a \
                complete list of supported resources.

                error: Required resource not specified.
                Use "kubectl explain <resource>" for a detailed description of that resource \
                (e.g. kubectl explain pods).\
                """
                        + UsageErrors.seeHelp(name()));
    }
}
