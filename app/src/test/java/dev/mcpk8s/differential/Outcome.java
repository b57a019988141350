package dev.mcpk8s.differential;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a command printed and how it ended. */
record Outcome(String stdout, String stderr, int exitCode) {

    /** Ages go on between two runs, and so does the padding after them. */
    private static final Pattern AGES =
            Pattern.compile("(?<![\\w.:/-])(?:[0-9]+[smhdy]){1,2}(?![\\w./-]) *");

    private static final Pattern AGE_HEADERS = Pattern.compile("\\b(AGE|MADE|LAST SEEN) +(?=\\S)");

    /** kubectl logs on standard error; a line starts with level, date, time and process id. */
    private static final Pattern LOG_LINES =
            Pattern.compile("(?m)^[EWIF][0-9]{4} [0-9:.]{15} .*\\R?");

    /** The Go that built the reference is whichever 1.26 the machine has. */
    private static final Pattern GO_VERSIONS = Pattern.compile("go1\\.26(?:\\.[0-9]+)?");

    /** The folders that kubectl has diff compare, and the times of their files. */
    private static final Pattern DIFF_FOLDERS = Pattern.compile("/tmp/(LIVE|MERGED)-[0-9]+");

    private static final Pattern DIFF_TIMES =
            Pattern.compile("(?m)^((?:---|\\+\\+\\+) \"?/tmp/(?:LIVE|MERGED)/.*\\t)[0-9].*$");

    /** What the server makes up for each dry run anew. */
    private static final Pattern DIFF_NEW =
            Pattern.compile("(?m)^(\\+  (?:uid|creationTimestamp): |[-+]    time: ).*$");

    /** When the server was asked who is asking. */
    private static final Pattern REVIEW_TIMES =
            Pattern.compile("(SelfSubjectReview\"?[^}]{0,90}?creationTimestamp\"?: ?\")[^\"]*");

    /** Without what legitimately differs between two runs of the same program. */
    Outcome normalised() {
        return new Outcome(normalised(stdout), normalised(stderr), exitCode);
    }

    /** The same for what comes in an order that changes from run to run: lines are sorted. */
    Outcome normalisedInAnyOrder() {
        Outcome outcome = normalised();
        String lines = outcome.stdout.lines().sorted().collect(Collectors.joining("\n"));
        return new Outcome(lines, outcome.stderr, exitCode);
    }

    private static String normalised(String text) {
        String result = LOG_LINES.matcher(text).replaceAll("");
        result = AGES.matcher(result).replaceAll("<age> ");
        result = AGE_HEADERS.matcher(result).replaceAll("$1 ");
        result = DIFF_FOLDERS.matcher(result).replaceAll("/tmp/$1");
        result = DIFF_TIMES.matcher(result).replaceAll("$1<time>");
        result = DIFF_NEW.matcher(result).replaceAll("$1<new>");
        result = REVIEW_TIMES.matcher(result).replaceAll("$1<time>");
        return GO_VERSIONS.matcher(result).replaceAll("<go>");
    }
}
