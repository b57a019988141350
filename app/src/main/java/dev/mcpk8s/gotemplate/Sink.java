package dev.mcpk8s.gotemplate;

import java.io.IOException;

/** Where formatted text goes, as bytes. */
interface Sink {

    void add(String bytes) throws IOException;

    /** The same byte several times. */
    default void pad(char with, int count) throws IOException {
        if (count > 0) {
            add(String.valueOf(with).repeat(count));
        }
    }
}
