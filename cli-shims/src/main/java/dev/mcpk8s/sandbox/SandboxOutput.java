package dev.mcpk8s.sandbox;

/**
 * Receives what a program writes, as it writes it, one call at a time.
 *
 * <p>A call that blocks makes the program wait: its pipe fills up and nothing is buffered beyond
 * it. A call that throws ends the program; {@link Sandbox#run} then throws the same.
 */
public interface SandboxOutput {

    /**
     * @param piece handed over: nobody else keeps it
     */
    void stdout(byte[] piece);

    /**
     * @param piece handed over: nobody else keeps it
     */
    void stderr(byte[] piece);

    /**
     * A file that the program made or changed, whole; called after the last output of a run that
     * returns files, in the order of the paths.
     *
     * @param path relative to the working folder
     * @param content handed over: nobody else keeps it
     */
    default void file(String path, byte[] content) {}
}
