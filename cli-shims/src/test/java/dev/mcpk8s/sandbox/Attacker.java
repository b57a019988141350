package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a hostile script twice: where containment is off, and where it is on. */
final class Attacker implements AutoCloseable {

    static final String CANARY = "canary-of-the-server-5e2b";
    static final boolean ROOT = System.getProperty("user.name", "").equals("root");

    /** Makes system calls and sockets of every kind, and belongs to every Debian. */
    static final Path PERL = Path.of("/usr/bin/perl");

    record Outcome(int exitCode, String output) {}

    private final Path temp;
    private final Sandbox contained;
    private final Sandbox free;
    private final Path secret;

    Attacker(Path temp) throws IOException {
        this.temp = temp;
        SandboxSettings settings = SandboxSettings.DEFAULT.in(temp.resolve("base"));
        this.contained = Sandbox.open(settings);
        this.free = Sandbox.open(settings.containing(ContainmentMode.OFF));
        this.secret = Files.writeString(temp.resolve("secret"), CANARY);
    }

    Sandbox contained() {
        return contained;
    }

    Sandbox free() {
        return free;
    }

    /** A file of the service. */
    Path secret() {
        return secret;
    }

    Outcome run(Sandbox sandbox, NetworkAccess network, String... lines) throws Exception {
        Path tool = Tools.script(temp.resolve("tools"), "tool", lines);
        Tools.Kept kept = new Tools.Kept();
        int code =
                sandbox.run(SandboxRun.of("tool", tool).reaching(network), kept, StopSignal.NEVER);
        return new Outcome(code, kept.text() + kept.errors());
    }

    /** Exit code 0 is success for the attacker. */
    void onlyWithoutContainment(String... lines) throws Exception {
        onlyWithoutContainment(NetworkAccess.NOTHING, lines);
    }

    void onlyWithoutContainment(NetworkAccess network, String... lines) throws Exception {
        Outcome without = run(free, NetworkAccess.ANYWHERE, lines);
        assertThat(without.exitCode()).as("without containment: %s", without.output()).isZero();
        Outcome with = run(contained, network, lines);
        assertThat(with.exitCode()).as("with containment: %s", with.output()).isNotZero();
        assertThat(with.output()).doesNotContain(CANARY);
    }

    void needsFiles() {
        assumeTrue(contained.containment().files(), "this kernel has no Landlock");
    }

    void needsNetwork() {
        assumeTrue(contained.containment().network(), "this kernel's Landlock knows no ports");
        assumeTrue(Files.isExecutable(PERL), "no perl here");
    }

    void needsSystemCalls() {
        assumeTrue(contained.containment().systemCalls(), "no seccomp here");
        assumeTrue(Files.isExecutable(PERL), "no perl here");
    }

    @Override
    public void close() {
        contained.close();
        free.close();
    }
}
