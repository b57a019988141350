package dev.mcpk8s.commandline.flag;

import java.util.Map;

/** The kinds of value a flag takes, by pflag's names for them. */
public enum FlagType {
    STRING,
    BOOL,
    INT,
    INT32,
    INT64,
    DURATION,
    /** A duration whose parser says no more than that it failed (Go's own flag package). */
    PLAIN_DURATION,
    LEVEL,
    STRING_SLICE,
    STRING_ARRAY,
    STRING_TO_STRING,
    TRISTATE,
    /** Read by its owner alone; any text is taken. */
    OTHER;

    private static final Map<String, FlagType> NAMES =
            Map.ofEntries(
                    Map.entry("string", STRING),
                    Map.entry("bool", BOOL),
                    Map.entry("int", INT),
                    Map.entry("int32", INT32),
                    Map.entry("int64", INT64),
                    Map.entry("duration", DURATION),
                    Map.entry("goduration", PLAIN_DURATION),
                    Map.entry("Level", LEVEL),
                    Map.entry("stringSlice", STRING_SLICE),
                    Map.entry("stringArray", STRING_ARRAY),
                    Map.entry("stringToString", STRING_TO_STRING),
                    Map.entry("tristate", TRISTATE),
                    Map.entry("mapStringString", OTHER),
                    Map.entry("moduleSpec", OTHER),
                    Map.entry("other", OTHER));

    /**
     * @throws IllegalArgumentException for a name that is not known
     */
    public static FlagType named(String name) {
        FlagType type = NAMES.get(name);
        if (type == null) {
            throw new IllegalArgumentException("no such flag type: " + name);
        }
        return type;
    }

    /**
     * Checks a value as pflag does when it meets it.
     *
     * @throws FlagException with Go's words for what is wrong
     */
    void check(String value) {
        switch (this) {
            case BOOL, TRISTATE -> GoValues.parseBool(value);
            case INT, INT64 -> GoValues.parseInt(value, 0, Long.SIZE);
            case INT32 -> GoValues.parseInt(value, 0, Integer.SIZE);
            case LEVEL -> GoValues.parseInt(value, 10, Integer.SIZE);
            case DURATION -> GoDurations.parse(value);
            case PLAIN_DURATION -> {
                try {
                    GoDurations.parse(value);
                } catch (FlagException _) {
                    throw new FlagException("parse error");
                }
            }
            case STRING_SLICE -> Csv.firstRecord(value);
            case STRING_TO_STRING -> GoValues.checkPairs(value);
            case STRING, STRING_ARRAY, OTHER -> {}
        }
    }
}
