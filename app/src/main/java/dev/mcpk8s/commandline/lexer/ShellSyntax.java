package dev.mcpk8s.commandline.lexer;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;

/** What a shell would act upon, and what to do instead: no shell runs here. */
final class ShellSyntax {

    private static final String ONE_EACH = "send each command as a request of its own";
    private static final String BOTH =
            "standard error comes back in a field of its own; use | for standard output alone";
    private static final String STDIN = "put the text into the request's stdin field";
    private static final String OUTPUT =
            "output and errors come back apart, each in a field of its own, and no file is written";
    private static final String SUBSTITUTION =
            "run the inner command in a request of its own and write its result here";
    private static final String VARIABLE =
            "there are no variables; write the value, or put the text in single quotes";
    private static final String PATTERN =
            "no file names are filled in; put the argument in single quotes";
    private static final String QUOTE = "put the argument in single quotes";

    private record Rule(String construct, String name, String instead) {}

    /** The longest first, where one starts with another. */
    private static final List<Rule> RULES =
            List.of(
                    new Rule("&&", "a command list", ONE_EACH),
                    new Rule("||", "a command list", ONE_EACH),
                    new Rule(";", "a command list", ONE_EACH),
                    new Rule("&>", "a redirect", OUTPUT),
                    new Rule("&", "a background command", ONE_EACH),
                    new Rule("|&", "a pipe of both outputs", BOTH),
                    new Rule("<(", "a process substitution", SUBSTITUTION),
                    new Rule("<<<", "a here-string", STDIN),
                    new Rule("<<", "a here-document", STDIN),
                    new Rule("<", "a redirect", STDIN),
                    new Rule(">(", "a process substitution", OUTPUT),
                    new Rule(">>", "a redirect", OUTPUT),
                    new Rule(">", "a redirect", OUTPUT),
                    new Rule("(", "a subshell", QUOTE),
                    new Rule(")", "a subshell", QUOTE),
                    new Rule("*", "a pattern for file names", PATTERN),
                    new Rule("?", "a pattern for file names", PATTERN),
                    new Rule("$(", "a command substitution", SUBSTITUTION),
                    new Rule("`", "a command substitution", SUBSTITUTION),
                    new Rule("$'", "bash's quoting", "put the text in plain single quotes"),
                    new Rule("$\"", "bash's quoting", "put the text in plain quotes"),
                    new Rule("$", "a variable", VARIABLE));

    private ShellSyntax() {}

    /** The refusal of what starts at this index. */
    static CommandException refused(String line, int at) {
        for (Rule rule : RULES) {
            if (line.startsWith(rule.construct, at)) {
                return refusal("\"" + rule.construct + "\"", rule.name, at, rule.instead);
            }
        }
        return refusal("\"" + line.charAt(at) + "\"", "shell syntax", at, QUOTE);
    }

    static CommandException lineBreak(int at) {
        return refusal(
                "the line break",
                "the end of a command",
                at,
                ONE_EACH + ", or end the line with a backslash to go on with it");
    }

    private static CommandException refusal(String construct, String name, int at, String instead) {
        return new CommandException(
                ErrorCode.COMMAND_REFUSED,
                construct
                        + " at position "
                        + (at + 1)
                        + " is "
                        + name
                        + ", and no shell runs here: "
                        + instead);
    }
}
