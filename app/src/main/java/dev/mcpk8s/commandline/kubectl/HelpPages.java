package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.HelpCommand;
import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.FlagType;
import dev.mcpk8s.commandline.tree.CommandNode;
import dev.mcpk8s.commandline.tree.CommandTree;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.golang.GoQuote;
import java.util.List;
import java.util.Map;

/**
 * The pages about commands: kubectl's layout, commands and flags, and words of our own (kubectl:
 * {@code pkg/util/templates}).
 */
final class HelpPages {

    /** What the flag has by default on anybody's machine; here nobody has a home. */
    private static final Map<String, String> DEFAULTS = Map.of("cache-dir", "$HOME/.kube/cache");

    private static final String ALPHA =
            "No alpha commands are available in this version of kubectl\n";

    private final CommandTree tree;
    private final VerbCatalog catalog;
    private final CommandFinder finder;
    private final HelpWords words = HelpWords.load();

    HelpPages(CommandTree tree, VerbCatalog catalog) {
        this.tree = tree;
        this.catalog = catalog;
        this.finder = new CommandFinder(tree);
    }

    /** What {@code --help} answers. */
    HelpCommand asked(CommandNode command) {
        return switch (VerbCatalog.nameOf(command.path())) {
            case "alpha" -> new HelpCommand(ALPHA, true, false);
            case "options" -> HelpCommand.asked(options());
            default -> HelpCommand.asked(page(command));
        };
    }

    /**
     * What {@code help} answers.
     *
     * @param topic the words after it
     */
    HelpCommand about(List<String> topic) {
        try {
            return asked(finder.find(topic).command());
        } catch (CommandException unknown) {
            String quoted = String.join(" ", topic.stream().map(HelpPages::quote).toList());
            String page = "Unknown help topic [" + quoted + "]\n\n\n" + sections(tree.root());
            return new HelpCommand(page, true, false);
        }
    }

    /** The page of a group that was called without one of its commands. */
    HelpCommand group(String name, boolean onStandardError, boolean fails) {
        CommandNode command = tree.nodes().get((VerbCatalog.TOOL + " " + name).strip());
        if (command == null) {
            throw new IllegalArgumentException("no such command: " + name);
        }
        return new HelpCommand(asked(command).page(), onStandardError, fails);
    }

    private static String quote(String word) {
        return word.contains("`") ? GoQuote.quote(word) : "`" + word + "`";
    }

    /** The flags of all commands. */
    String options() {
        StringBuilder page =
                new StringBuilder("The following options can be passed to any command:\n\n");
        tree.root().flags().all().stream()
                .filter(FlagDefinition::isPersistent)
                .forEach(flag -> appendFlag(page, tree.root(), flag));
        return page.toString();
    }

    /** The whole page about a command. */
    String page(CommandNode command) {
        HelpWords.OfCommand about = words.of(command);
        StringBuilder page = new StringBuilder(about.summary()).append(".\n\n");
        if (!about.about().isEmpty()) {
            page.append(' ').append(about.about()).append('\n');
        }
        String verb = VerbCatalog.nameOf(command.path());
        if (catalog.of(command) instanceof Verb.Refused(String instead)) {
            page.append(" kubectl ").append(verb).append(" is refused here: ").append(instead);
            page.append(".\n\n");
        }
        return page.append(sections(command)).toString();
    }

    private String sections(CommandNode command) {
        HelpWords.OfCommand about = words.of(command);
        StringBuilder page = new StringBuilder();
        if (!command.aliases().isEmpty()) {
            page.append("Aliases:\n").append(command.name()).append(", ");
            page.append(String.join(", ", command.aliases())).append("\n\n");
        }
        if (!about.examples().isEmpty()) {
            page.append("Examples:\n");
            String separator = "";
            for (HelpWords.Example example : about.examples()) {
                page.append(separator).append("  # ").append(example.comment());
                page.append("\n  ").append(example.line()).append('\n');
                separator = "  \n";
            }
            page.append('\n');
        }
        appendCommands(page, command, about);
        appendFlags(page, command);
        if (!about.usage().isEmpty()) {
            page.append("Usage:\n  ").append(about.usage()).append("\n\n");
        }
        if (!command.children().isEmpty()) {
            page.append("Use \"").append(command.path());
            page.append(" <command> --help\" for more information about a given command.\n");
        }
        return page.append("Use \"kubectl options\" for a list of global command-line options")
                .append(" (applies to all commands).\n")
                .toString();
    }

    private void appendCommands(
            StringBuilder page, CommandNode command, HelpWords.OfCommand about) {
        if (command.children().isEmpty()) {
            return;
        }
        List<String> names = command.children().stream().map(CommandNode::name).sorted().toList();
        Map<String, List<String>> groups =
                about.groups().isEmpty() ? Map.of("Available Commands:", names) : about.groups();
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        groups.forEach(
                (heading, members) -> {
                    page.append(heading).append('\n');
                    for (String name : members) {
                        command.child(name)
                                .ifPresent(
                                        child -> appendCommand(page, child, Math.max(width, 11)));
                    }
                    page.append('\n');
                });
    }

    private void appendCommand(StringBuilder page, CommandNode command, int width) {
        String name = command.name();
        page.append("  ").append(name).append(" ".repeat(width - name.length() + 3));
        page.append(words.of(command).summary()).append('\n');
    }

    private void appendFlags(StringBuilder page, CommandNode command) {
        List<FlagDefinition> flags =
                command.flags().all().stream()
                        .filter(flag -> !flag.isPersistent() && !flag.name().equals("help"))
                        .filter(flag -> !flag.attributes().contains("hidden"))
                        .toList();
        if (!flags.isEmpty()) {
            page.append("Options:\n");
            flags.forEach(flag -> appendFlag(page, command, flag));
        }
    }

    private void appendFlag(StringBuilder page, CommandNode command, FlagDefinition flag) {
        String value =
                flag.isPersistent()
                        ? DEFAULTS.getOrDefault(flag.name(), flag.defaultValue())
                        : flag.defaultValue();
        String quote = flag.type() == FlagType.STRING ? "'" : "";
        page.append("    ").append(flag.shorthand().isEmpty() ? "" : "-" + flag.shorthand() + ", ");
        page.append("--").append(flag.name()).append('=').append(quote).append(value);
        page.append(quote).append(":\n\t").append(words.flag(command, flag.name()));
        String refusal = RefusedFlags.reason(VerbCatalog.nameOf(command.path()), flag);
        page.append(refusal == null ? "\n\n" : " Refused here: " + refusal + ".\n\n");
    }
}
