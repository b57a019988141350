package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.HelpCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.golang.GoQuote;
import java.util.List;
import java.util.Optional;

/**
 * A group of commands, called without one of them: it prints its page. Whether that is a mistake
 * and where the page goes differs from group to group (kubectl: {@code pkg/cmd/util/helpers.go},
 * {@code DefaultSubCommandRun}).
 *
 * @param onStandardError where the page goes
 * @param fails whether it is a mistake, and then so is any word that is no command
 */
record GroupSyntax(String name, HelpPages pages, boolean onStandardError, boolean fails)
        implements VerbSyntax<HelpCommand> {

    @Override
    public Optional<HelpCommand> bind(ParsedFlags flags, RequestFiles files) {
        List<String> words = flags.arguments();
        if (fails && !words.isEmpty()) {
            throw UsageErrors.usage(
                    name, "unknown command " + GoQuote.quote(String.join(" ", words)));
        }
        return Optional.of(pages.group(name, onStandardError, fails));
    }
}
