package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tool that turned against the service: each attempt succeeds where containment is off, which
 * shows that it is one, and fails where it is on.
 */
class HostileToolTest {

    private final Path temp;
    private final Attacker attacker;

    HostileToolTest(@TempDir Path temp) throws IOException {
        this.temp = temp;
        this.attacker = new Attacker(temp);
    }

    @AfterEach
    void close() {
        attacker.close();
    }

    @Test
    void itReadsNoFileOfTheService() throws Exception {
        attacker.needsFiles();
        attacker.onlyWithoutContainment("cat " + attacker.secret());
        attacker.onlyWithoutContainment("ls " + temp.resolve("base"));
        attacker.onlyWithoutContainment("cat < " + attacker.secret());
    }

    @Test
    void itReadsNoPasswords() throws Exception {
        attacker.needsFiles();
        assumeTrue(Files.isReadable(Path.of("/etc/shadow")), "only root may try");
        attacker.onlyWithoutContainment("cat /etc/shadow");
    }

    @Test
    void aLinkDoesNotLeadOut() throws Exception {
        attacker.needsFiles();
        attacker.onlyWithoutContainment("ln -s " + attacker.secret() + " link && cat link");
        attacker.onlyWithoutContainment("ln " + attacker.secret() + " link && cat link");
        attacker.onlyWithoutContainment(
                "mv " + attacker.secret() + " moved && cat moved && mv moved " + attacker.secret());
        assertThat(attacker.secret()).hasContent(Attacker.CANARY);
    }

    @Test
    void itWritesOutsideOfItsFolderNeither() throws Exception {
        attacker.needsFiles();
        Path other = temp.resolve("other");
        attacker.onlyWithoutContainment("echo x > " + other + " && rm " + other);
        attacker.onlyWithoutContainment("mkdir " + other + " && rmdir " + other);
        attacker.onlyWithoutContainment("echo x >> " + attacker.secret());
        attacker.onlyWithoutContainment("truncate -s 0 " + attacker.secret());
        attacker.onlyWithoutContainment("touch " + other + " && rm " + other);
        assertThat(other).doesNotExist();
    }

    @Test
    void whatItMakesItCannotStart() throws Exception {
        attacker.needsFiles();
        attacker.onlyWithoutContainment("cp /bin/true own && ./own");
    }

    @Test
    void itReadsNoOtherProcess() throws Exception {
        attacker.needsFiles();
        attacker.onlyWithoutContainment("cat /proc/$PPID/environ > /dev/null");
        attacker.onlyWithoutContainment("cat /proc/$PPID/cmdline > /dev/null");
        attacker.onlyWithoutContainment(": < /proc/$PPID/mem");
    }

    @Test
    void itSignalsNobody() throws Exception {
        assumeTrue(
                attacker.contained().containment().signals(),
                "this kernel's Landlock knows no signals");
        attacker.onlyWithoutContainment("kill -0 $PPID");
        Attacker.Outcome own =
                attacker.run(attacker.contained(), NetworkAccess.NOTHING, "sleep 600 & kill -9 $!");
        assertThat(own.exitCode()).as("its own children").isZero();
    }

    @Test
    void itTracesNobody() throws Exception {
        attacker.needsSystemCalls();
        attacker.onlyWithoutContainment(systemCall("ptrace", "0, 0, 0, 0"));
        attacker.onlyWithoutContainment(systemCall("memfd_create", "my $name = \"x\", 0"));
        attacker.onlyWithoutContainment(systemCall("personality", "0"));
    }

    @Test
    void itChangesNoLimitsOfOthers() throws Exception {
        attacker.needsSystemCalls();
        String prlimit = "my $old = pack(\"QQ\", 0, 0); ";
        attacker.onlyWithoutContainment(
                "exec perl -e '"
                        + prlimit
                        + "exit(syscall("
                        + number("prlimit64")
                        + ", getppid(), 7, 0, $old) == 0 ? 0 : 1)'");
        Attacker.Outcome own =
                attacker.run(
                        attacker.contained(),
                        NetworkAccess.NOTHING,
                        "exec perl -e '"
                                + prlimit
                                + "exit(syscall("
                                + number("prlimit64")
                                + ", 0, 7, 0, $old) == 0 ? 0 : 1)'");
        assertThat(own.exitCode()).as("its own limits").isZero();
    }

    @Test
    void programsOfOthersGiveItNoRights() throws Exception {
        assumeTrue(
                Attacker.ROOT && Files.exists(Path.of("/usr/bin/id")), "only root can prepare it");
        attacker.needsFiles();
        Path program = temp.resolve("set-user-id");
        Files.copy(Path.of("/usr/bin/id"), program);
        Files.setAttribute(program, "unix:uid", 65_534);
        Files.setAttribute(program, "unix:mode", 04755);
        assertThat(userOf(program, attacker.free())).isEqualTo("65534\n");
        assertThat(userOf(program, attacker.contained())).isEqualTo("0\n");
    }

    private static String userOf(Path program, Sandbox sandbox) throws Exception {
        Tools.Kept kept = new Tools.Kept();
        sandbox.run(SandboxRun.of("set-user-id", program, "-u"), kept, StopSignal.NEVER);
        return kept.text();
    }

    @Test
    void rootIsNoRootInThere() throws Exception {
        assumeTrue(Attacker.ROOT, "only root has rights to lose");
        attacker.needsFiles();
        Path others = Files.createDirectory(temp.resolve("others"));
        Files.setPosixFilePermissions(others, PosixFilePermissions.fromString("---------"));
        attacker.onlyWithoutContainment("cd " + others);
    }

    private static String systemCall(String name, String arguments) {
        return "exec perl -e 'exit(syscall(" + number(name) + ", " + arguments + ") >= 0 ? 0 : 1)'";
    }

    /** On x86_64 and aarch64. */
    private static int number(String name) {
        boolean x86 = Architecture.here().orElseThrow() == Architecture.X86_64;
        return switch (name) {
            case "ptrace" -> x86 ? 101 : 117;
            case "memfd_create" -> x86 ? 319 : 279;
            case "personality" -> x86 ? 135 : 92;
            case "prlimit64" -> x86 ? 302 : 261;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
