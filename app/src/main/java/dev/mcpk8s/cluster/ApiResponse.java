package dev.mcpk8s.cluster;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** An API server's answer, its body still on the wire. Closing it early gives the rest up. */
public interface ApiResponse extends AutoCloseable {

    int status();

    /** The first value of a header; null when it is missing. */
    @Nullable String header(String name);

    /** The body as it arrives. Reading fails with an exception once the command is cancelled. */
    InputStream body();

    @Override
    void close();
}
