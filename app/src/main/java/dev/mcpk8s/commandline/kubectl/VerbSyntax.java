package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import java.util.Optional;

/**
 * How a native verb's command line becomes its command: everything kubectl checks before it asks
 * the cluster, in kubectl's words.
 *
 * @param <C> the verb's command
 */
interface VerbSyntax<C extends Command> {

    /** The verb as it stands after the tool's name: {@code get}, {@code rollout status}. */
    String name();

    /**
     * @param files the request's files
     * @return empty when this form of the verb is not native and the real kubectl has to run it
     * @throws CommandException for a mistake, in kubectl's words
     */
    Optional<C> bind(ParsedFlags flags, RequestFiles files);
}
