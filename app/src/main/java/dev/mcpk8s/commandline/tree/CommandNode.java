package dev.mcpk8s.commandline.tree;

import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.FlagSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command of a tool's tree, with the flags it defines and those it inherits. */
public final class CommandNode {

    private static final String HELP = "help";

    private final @Nullable CommandNode parent;
    private final String path;
    private final List<String> aliases;
    private final List<String> suggestedFor;
    private final Set<String> attributes;
    private final List<CommandNode> children = new ArrayList<>();
    private final List<FlagDefinition> ownFlags = new ArrayList<>();
    private @Nullable FlagSet flags;
    private @Nullable FlagSet flagsWhileSearching;

    CommandNode(
            @Nullable CommandNode parent,
            String path,
            List<String> aliases,
            List<String> suggestedFor,
            Set<String> attributes) {
        this.parent = parent;
        this.path = path;
        this.aliases = List.copyOf(aliases);
        this.suggestedFor = List.copyOf(suggestedFor);
        this.attributes = Set.copyOf(attributes);
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
    public String path() {
        return path;
    }

    /** The last word of the path. */
    public String name() {
        return path.substring(path.lastIndexOf(' ') + 1);
    }

    public List<CommandNode> children() {
        return List.copyOf(children);
    }

    public Optional<CommandNode> child(String word) {
        return children.stream()
                .filter(child -> child.name().equals(word) || child.aliases.contains(word))
                .findFirst();
    }

    /** Other names of it. */
    public List<String> aliases() {
        return aliases;
    }

    public List<String> suggestedFor() {
        return suggestedFor;
    }

    /** It reads its words itself: none of its flags is known. */
    public boolean readsFlagsItself() {
        return attributes.contains("rawflags");
    }

    /** Whether cobra offers it when a word is not known. */
    public boolean isSuggested() {
        return attributes.isEmpty() && !name().equals(HELP);
    }

    public FlagSet flags() {
        return completed(flags);
    }

    /** Without {@code --help}, which cobra adds only to the command it has found. */
    public FlagSet flagsWhileSearching() {
        return completed(flagsWhileSearching);
    }

    private FlagSet completed(@Nullable FlagSet set) {
        if (set == null) {
            throw new IllegalStateException(path + " was not completed");
        }
        return set;
    }
}
