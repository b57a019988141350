package dev.mcpk8s.mcp.resource;

import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import java.nio.charset.StandardCharsets;

/**
 * Reads an object's versions as a watch prints them, one a line, and tells when one is new. It
 * lasts over several runs of the watch; the first line of each is the object as it is.
 */
final class VersionLines implements Output {

    /** Stands for the version of an object that is not there. */
    private static final String ABSENT = "";

    private final Runnable changed;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder complaint = new StringBuilder();
    private String last;

    /**
     * @param known the version that its reader has seen
     */
    VersionLines(String known, Runnable changed) {
        this.last = known;
        this.changed = changed;
    }

    /** Before each run. */
    void startRun() {
        line.setLength(0);
        complaint.setLength(0);
    }

    @Override
    public void emit(OutputEvent event) {
        switch (event) {
            case OutputEvent.Started _, OutputEvent.File _ -> {}
            case OutputEvent.Data data -> {
                String text = new String(data.bytes(), StandardCharsets.UTF_8);
                if (data.channel() == Channel.STDOUT) {
                    lines(text);
                } else if (complaint.length() < 100) {
                    complaint.append(text);
                }
            }
            case OutputEvent.Finished _ -> {
                if (complaint.indexOf("(NotFound)") >= 0) {
                    see(ABSENT);
                }
            }
        }
    }

    private void lines(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n') {
                line.append(c);
            } else {
                see(line.toString());
                line.setLength(0);
            }
        }
    }

    private void see(String version) {
        if (!version.equals(last)) {
            last = version;
            changed.run();
        }
    }
}
