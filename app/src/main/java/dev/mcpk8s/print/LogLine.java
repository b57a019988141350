package dev.mcpk8s.print;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A line of kubectl's log; its time and process differ from run to run (klog). */
public final class LogLine {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMdd HH:mm:ss.SSSSSS");

    private LogLine() {}

    /**
     * @param level {@code W}, {@code F}
     * @param place the file and line of kubectl's source that say it
     */
    public static String of(char level, String place, String message) {
        return "%c%s %7d %s] %s"
                .formatted(
                        level,
                        TIME.format(LocalDateTime.now(ZoneId.systemDefault())),
                        ProcessHandle.current().pid(),
                        place,
                        message);
    }
}
