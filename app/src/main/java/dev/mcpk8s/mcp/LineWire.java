package dev.mcpk8s.mcp;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/** One message a line, as the stdio transport has it. JSON is written without line breaks. */
final class LineWire implements Wire {

    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();

    LineWire(OutputStream out) {
        this.out = out;
    }

    /**
     * @throws CommandException {@link ErrorCode#CANCELLED} when nobody reads any more
     */
    @Override
    public void send(byte[] json) {
        byte[] line = new byte[json.length + 1];
        System.arraycopy(json, 0, line, 0, json.length);
        line[json.length] = '\n';
        lock.lock();
        try {
            out.write(line);
            out.flush();
        } catch (IOException gone) {
            throw new CommandException(ErrorCode.CANCELLED, "the client is gone");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void sendAnswer(byte[] json) {
        send(json);
    }
}
