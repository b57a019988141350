package dev.mcpk8s.resource;

import dev.mcpk8s.command.HeapBudget;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that becomes a tree in memory: each byte read takes what the tree of it will need. */
final class WholeBody extends FilterInputStream {

    /** Trees of objects are several times as large as their JSON. */
    private static final long TREE = 6;

    private final HeapBudget.Share memory;

    WholeBody(InputStream body, HeapBudget.Share memory) {
        super(body);
        this.memory = memory;
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        if (next >= 0) {
            memory.takeNeeded(TREE);
        }
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count > 0) {
            memory.takeNeeded(count * TREE);
        }
        return count;
    }
}
