package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.FlagSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command of kubectl's tree, with the flags it defines and those it inherits. */
final class CommandNode {

    private static final String HELP = "help";

    private final @Nullable CommandNode parent;
    private final String path;
    private final List<String> aliases;
    private final List<String> suggestedFor;
    private final boolean runnable;
    private final List<CommandNode> children = new ArrayList<>();
    private final List<FlagDefinition> ownFlags = new ArrayList<>();
    private @Nullable FlagSet flags;
    private @Nullable FlagSet flagsWhileSearching;

    CommandNode(
            @Nullable CommandNode parent,
            String path,
            List<String> aliases,
            List<String> suggestedFor,
            boolean runnable) {
        this.parent = parent;
        this.path = path;
        this.aliases = List.copyOf(aliases);
        this.suggestedFor = List.copyOf(suggestedFor);
        this.runnable = runnable;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    void define(FlagDefinition flag) {
        ownFlags.add(flag);
    }

    /** To be called once, when all flags are defined. */
    void complete() {
        List<FlagDefinition> all = new ArrayList<>(ownFlags);
        for (CommandNode up = parent; up != null; up = up.parent) {
            up.ownFlags.stream().filter(FlagDefinition::isPersistent).forEach(all::add);
        }
        flags = new FlagSet(all);
        all.removeIf(flag -> flag.name().equals(HELP));
        flagsWhileSearching = new FlagSet(all);
        children.forEach(CommandNode::complete);
    }

    /** The whole path, with the tool: {@code kubectl rollout status}. */
    String path() {
        return path;
    }

    /** The last word of the path. */
    String name() {
        return path.substring(path.lastIndexOf(' ') + 1);
    }

    List<CommandNode> children() {
        return List.copyOf(children);
    }

    Optional<CommandNode> child(String word) {
        return children.stream()
                .filter(child -> child.name().equals(word) || child.aliases.contains(word))
                .findFirst();
    }

    /** Other names of it. */
    List<String> aliases() {
        return aliases;
    }

    List<String> suggestedFor() {
        return suggestedFor;
    }

    /** Whether kubectl offers it when a word is not known. */
    boolean isSuggested() {
        return runnable && !name().equals(HELP);
    }

    FlagSet flags() {
        return completed(flags);
    }

    /** Without {@code --help}, which cobra adds only to the command it has found. */
    FlagSet flagsWhileSearching() {
        return completed(flagsWhileSearching);
    }

    private FlagSet completed(@Nullable FlagSet set) {
        if (set == null) {
            throw new IllegalStateException(path + " was not completed");
        }
        return set;
    }
}
