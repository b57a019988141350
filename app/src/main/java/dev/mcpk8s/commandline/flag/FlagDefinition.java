package dev.mcpk8s.commandline.flag;

import java.util.Set;

/**
 * A flag as its command defines it.
 *
 * @param shorthand one letter, or empty
 * @param withoutArgument the value of the bare flag; empty when it must be given one
 * @param attributes {@code persistent}, {@code hidden}, {@code deprecated}, {@code required},
 *     {@code file}
 */
public record FlagDefinition(
        String name,
        String shorthand,
        FlagType type,
        String defaultValue,
        String withoutArgument,
        Set<String> attributes) {

    public FlagDefinition {
        attributes = Set.copyOf(attributes);
    }

    public boolean isPersistent() {
        return attributes.contains("persistent");
    }

    /** Its command fails without it. */
    public boolean isRequired() {
        return attributes.contains("required");
    }

    /** Its value names a file, as far as kubectl itself says so. */
    public boolean namesFile() {
        return attributes.contains("file");
    }

    public boolean takesArgument() {
        return withoutArgument.isEmpty();
    }

    /** How pflag's errors call it: {@code -o, --output}. */
    String displayName() {
        return shorthand.isEmpty() ? "--" + name : "-" + shorthand + ", --" + name;
    }
}
