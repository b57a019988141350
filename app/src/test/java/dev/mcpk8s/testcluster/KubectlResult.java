package dev.mcpk8s.testcluster;

/**
 * What the real kubectl did. Both texts are complete and decoded as UTF-8.
 *
 * @param stdout its standard output
 * @param stderr its standard error
 * @param exitCode its exit code
 */
public record KubectlResult(String stdout, String stderr, int exitCode) {

    /** This result, after checking that kubectl succeeded: for the steps that prepare a test. */
    public KubectlResult orThrow() {
        if (exitCode != 0) {
            throw new AssertionError("kubectl ended with " + exitCode + ": " + stderr);
        }
        return this;
    }
}
