package dev.mcpk8s.resource;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Prints warnings as kubectl does; those of the server once each, and counted. */
final class WarningPrinter {

    private final Consumer<String> stderr;
    private final Set<String> fromServer = new HashSet<>();

    WarningPrinter(Consumer<String> stderr) {
        this.stderr = stderr;
    }

    synchronized void printServers(String text) {
        if (fromServer.add(text)) {
            printOwn(text);
        }
    }

    void printOwn(String text) {
        stderr.accept("Warning: " + text + "\n");
    }

    synchronized int countFromServer() {
        return fromServer.size();
    }
}
