package dev.mcpk8s.command;

/**
 * Any command line that is answered by a page about commands: {@code kubectl help}, {@code --help},
 * a group of commands without one of them.
 *
 * @param page the whole text
 * @param onStandardError where some groups print it
 * @param fails whether the line was a mistake all the same
 */
public record HelpCommand(String page, boolean onStandardError, boolean fails) implements Command {

    /** The page somebody asked for. */
    public static HelpCommand asked(String page) {
        return new HelpCommand(page, false, false);
    }

    @Override
    public Effect effect() {
        return Effect.LOCAL;
    }
}
