package dev.mcpk8s;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.slf4j.event.KeyValuePair;

/**
 * One flat JSON object a line.
 *
 * <p>Of an exception it writes where it happened, not what it says: messages of parsers and clients
 * quote what they could not read, which may be a caller's credentials. Only those of the start-up
 * are written, when there is no caller yet and an operator needs them.
 */
public final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {

    private static final String STARTUP = "io.micronaut.runtime";
    private static final int FRAMES = 30;
    private static final byte[] NOTHING = new byte[0];

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", event.getInstant().toString());
        line.put("level", event.getLevel().toString());
        line.put("logger", event.getLoggerName());
        line.put("message", event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                line.putPOJO(pair.key, plain(pair.value));
            }
        }
        if (event.getThrowableProxy() != null) {
            boolean startup = event.getLoggerName().startsWith(STARTUP);
            line.put("exception", describe(event.getThrowableProxy(), startup));
        }
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Object plain(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }

    private static String describe(IThrowableProxy thrown, boolean withMessages) {
        StringBuilder text = new StringBuilder();
        for (IThrowableProxy cause = thrown; cause != null; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : "\ncaused by ").append(cause.getClassName());
            if (withMessages) {
                text.append(": ").append(cause.getMessage());
            }
            StackTraceElementProxy[] frames = cause.getStackTraceElementProxyArray();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                text.append("\n  ").append(frames[i].getSTEAsString());
            }
        }
        return text.toString();
    }
}
