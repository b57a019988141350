package dev.mcpk8s.commandline.tool;

import java.util.Locale;

/** What a flag of a tool does, as far as safety and the answer need it. */
enum FlagUse {
    /** Its value is text for the tool or the cluster. */
    TEXT,
    /** Its value names files or folders that are read: the request's own, or {@code -}. */
    FILE,
    /** Its value is keys and files, {@code a=x,b=y}. */
    KEYED_FILE,
    /** Its value names a file or folder that is written; what it writes is part of the answer. */
    OUTPUT,
    /** Its value may be a secret. */
    SECRET,
    /** A setting, {@code KEY=VALUE}, that may be a secret; one key of them names a folder. */
    SETTING,
    /** The request's namespace may become it. */
    NAMESPACE,
    /** With it no namespace counts. */
    ALL_NAMESPACES,
    /** The request's context may become it. */
    CONTEXT,
    /** The request's time limit may become it, a little shorter. */
    TIMEOUT,
    /** The same as a number of seconds. */
    SECONDS,
    /** With it a command asks the cluster that else would not. */
    READS,
    /** With it a command asks nobody that else would. */
    LOCAL,
    /** When it is switched off, a command asks nobody that else would. */
    ONLINE,
    /** With it a command changes what else it would only read. */
    CHANGES,
    /** With it a command may delete objects. */
    DELETES,
    REFUSED;

    /** As the tables write it: {@code keyed-file}. */
    static FlagUse named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
