package dev.mcpk8s.workload;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Until when something may last; made when it begins. */
public final class Deadline {

    /** As long as the command itself may run. */
    public static final Deadline NONE = new Deadline(null);

    private final @Nullable Long end;

    private Deadline(@Nullable Long end) {
        this.end = end;
    }

    /** This long from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean isPast() {
        Duration left = left();
        return left != null && left.isZero();
    }

    /** How much is left, zero when it is past; null when there is no end. */
    public @Nullable Duration left() {
        if (end == null) {
            return null;
        }
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** This long, or as long as is left. */
    public Duration atMost(Duration longest) {
        Duration left = left();
        return left != null && left.compareTo(longest) < 0 ? left : longest;
    }
}
