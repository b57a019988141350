package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tool that turned against the service: each attempt succeeds where containment is off, which
 * shows that it is one, and fails where it is on.
 */
class HostileToolTest {

    private static final String CANARY = "canary-of-the-server-5e2b";
    private static final boolean ROOT = System.getProperty("user.name", "").equals("root");
    private static final Path PERL = Path.of("/usr/bin/perl");

    private final Path temp;
    private final Sandbox contained;
    private final Sandbox free;
    private Path secret = Path.of("");

    HostileToolTest(@TempDir Path temp) {
        this.temp = temp;
        SandboxSettings settings = SandboxSettings.DEFAULT.in(temp.resolve("base"));
        this.contained = Sandbox.open(settings);
        this.free = Sandbox.open(settings.containing(ContainmentMode.OFF));
    }

    @BeforeEach
    void hide() throws IOException {
        secret = Files.writeString(temp.resolve("secret"), CANARY);
    }

    @AfterEach
    void close() {
        contained.close();
        free.close();
    }

    private record Outcome(int exitCode, String output) {}

    private Outcome run(Sandbox sandbox, NetworkAccess network, String... lines) throws Exception {
        Path tool = Tools.script(temp.resolve("tools"), "tool", lines);
        Tools.Kept kept = new Tools.Kept();
        int code =
                sandbox.run(
                        SandboxRun.of("tool", tool).reaching(network), kept, StopSignal.NEVER);
        return new Outcome(code, kept.text() + kept.errors());
    }

    /** Exit code 0 is success for the attacker. */
    private void onlyWithoutContainment(String... lines) throws Exception {
        onlyWithoutContainment(NetworkAccess.NOTHING, lines);
    }

    private void onlyWithoutContainment(NetworkAccess network, String... lines) throws Exception {
        Outcome without = run(free, NetworkAccess.ANYWHERE, lines);
        assertThat(without.exitCode()).as("without containment: %s", without.output()).isZero();
        Outcome with = run(contained, network, lines);
        assertThat(with.exitCode()).as("with containment: %s", with.output()).isNotZero();
        assertThat(with.output()).doesNotContain(CANARY);
    }

    private void needsFiles() {
        assumeTrue(contained.containment().files(), "this kernel has no Landlock");
    }

    private void needsNetwork() {
        assumeTrue(contained.containment().network(), "this kernel's Landlock knows no ports");
        assumeTrue(Files.isExecutable(PERL), "no perl here");
    }

    private void needsSystemCalls() {
        assumeTrue(contained.containment().systemCalls(), "no seccomp here");
        assumeTrue(Files.isExecutable(PERL), "no perl here");
    }

    @Test
    void itReadsNoFileOfTheService() throws Exception {
        needsFiles();
        onlyWithoutContainment("cat " + secret);
        onlyWithoutContainment("ls " + temp.resolve("base"));
        onlyWithoutContainment("cat < " + secret);
    }

    @Test
    void itReadsNoPasswords() throws Exception {
        needsFiles();
        assumeTrue(Files.isReadable(Path.of("/etc/shadow")), "only root may try");
        onlyWithoutContainment("cat /etc/shadow");
    }

    @Test
    void aLinkDoesNotLeadOut() throws Exception {
        needsFiles();
        onlyWithoutContainment("ln -s " + secret + " link && cat link");
        onlyWithoutContainment("ln " + secret + " link && cat link");
        onlyWithoutContainment("mv " + secret + " moved && cat moved && mv moved " + secret);
        assertThat(secret).hasContent(CANARY);
    }

    @Test
    void itWritesOutsideOfItsFolderNeither() throws Exception {
        needsFiles();
        Path other = temp.resolve("other");
        onlyWithoutContainment("echo x > " + other + " && rm " + other);
        onlyWithoutContainment("mkdir " + other + " && rmdir " + other);
        onlyWithoutContainment("echo x >> " + secret);
        onlyWithoutContainment("truncate -s 0 " + secret);
        onlyWithoutContainment("touch " + other + " && rm " + other);
        assertThat(other).doesNotExist();
    }

    @Test
    void whatItMakesItCannotStart() throws Exception {
        needsFiles();
        onlyWithoutContainment("cp /bin/true own && ./own");
    }

    @Test
    void itReadsNoOtherProcess() throws Exception {
        needsFiles();
        onlyWithoutContainment("cat /proc/$PPID/environ > /dev/null");
        onlyWithoutContainment("cat /proc/$PPID/cmdline > /dev/null");
        onlyWithoutContainment(": < /proc/$PPID/mem");
    }

    @Test
    void itSignalsNobody() throws Exception {
        assumeTrue(contained.containment().signals(), "this kernel's Landlock knows no signals");
        onlyWithoutContainment("kill -0 $PPID");
        Outcome own = run(contained, NetworkAccess.NOTHING, "sleep 600 & kill -9 $!");
        assertThat(own.exitCode()).as("its own children").isZero();
    }

    @Test
    void itTracesNobody() throws Exception {
        needsSystemCalls();
        onlyWithoutContainment(systemCall("ptrace", "0, 0, 0, 0"));
        onlyWithoutContainment(systemCall("memfd_create", "my $name = \"x\", 0"));
        onlyWithoutContainment(systemCall("personality", "0"));
    }

    @Test
    void itChangesNoLimitsAndPrioritiesOfOthers() throws Exception {
        needsSystemCalls();
        String prlimit = "my $old = pack('QQ', 0, 0); ";
        onlyWithoutContainment(
                "exec perl -e '"
                        + prlimit
                        + "exit(syscall("
                        + number("prlimit64")
                        + ", getppid(), 7, 0, $old) == 0 ? 0 : 1)'");
        Outcome own =
                run(
                        contained,
                        NetworkAccess.NOTHING,
                        "exec perl -e '"
                                + prlimit
                                + "exit(syscall("
                                + number("prlimit64")
                                + ", 0, 7, 0, $old) == 0 ? 0 : 1)'");
        assertThat(own.exitCode()).as("its own limits").isZero();
    }

    @Test
    void itConnectsToNothingWhenItNeedsNoNetwork() throws Exception {
        needsNetwork();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            onlyWithoutContainment(connect(server.getLocalPort()));
        }
    }

    @Test
    void itConnectsToItsPortsOnly() throws Exception {
        needsNetwork();
        try (ServerSocket gate = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            NetworkAccess network = NetworkAccess.to(Set.of(gate.getLocalPort()));
            onlyWithoutContainment(network, connect(other.getLocalPort()));
            onlyWithoutContainment(network, fastOpen(other.getLocalPort()));
            Outcome allowed = run(contained, network, connect(gate.getLocalPort()));
            assertThat(allowed.exitCode()).as(allowed.output()).isZero();
        }
    }

    @Test
    void itListensNowhere() throws Exception {
        needsNetwork();
        onlyWithoutContainment(
                NetworkAccess.to(Set.of(1)),
                socket("AF_INET", "SOCK_STREAM", "0")
                        + " && bind(S, pack_sockaddr_in(0, INADDR_LOOPBACK)) ? 0 : 1)'");
    }

    @Test
    void otherKindsOfSocketsAreNotForIt() throws Exception {
        needsSystemCalls();
        NetworkAccess network = NetworkAccess.to(Set.of(1));
        for (String kind :
                List.of(
                        "AF_INET, SOCK_DGRAM, 0",
                        "AF_UNIX, SOCK_STREAM, 0",
                        "16, SOCK_RAW, 0")) {
            String[] words = kind.split(", ");
            onlyWithoutContainment(
                    network, socket(words[0], words[1], words[2]) + " ? 0 : 1)'");
        }
        Outcome anywhere =
                run(
                        contained,
                        NetworkAccess.ANYWHERE,
                        socket("AF_INET", "SOCK_DGRAM", "0") + " ? 0 : 1)'");
        assertThat(anywhere.exitCode()).as(anywhere.output()).isZero();
    }

    /** A kind of TCP that the rules for TCP do not see. */
    @Test
    void multipathConnectionsAreNotForIt() throws Exception {
        needsSystemCalls();
        String multipath = socket("AF_INET", "SOCK_STREAM", "262") + " ? 0 : 1)'";
        assumeTrue(
                run(free, NetworkAccess.ANYWHERE, multipath).exitCode() == 0,
                "this kernel has no multipath TCP");
        onlyWithoutContainment(NetworkAccess.to(Set.of(1)), multipath);
    }

    @Test
    void programsOfOthersGiveItNoRights() throws Exception {
        assumeTrue(ROOT && Files.exists(Path.of("/usr/bin/id")), "only root can prepare it");
        needsFiles();
        Path program = temp.resolve("set-user-id");
        Files.copy(Path.of("/usr/bin/id"), program);
        Files.setAttribute(program, "unix:uid", 65_534);
        Files.setAttribute(program, "unix:mode", 04755);
        assertThat(userOf(program, free)).isEqualTo("65534\n");
        assertThat(userOf(program, contained)).isEqualTo("0\n");
    }

    private static String userOf(Path program, Sandbox sandbox) throws Exception {
        Tools.Kept kept = new Tools.Kept();
        sandbox.run(SandboxRun.of(program.getFileName().toString(), program, "-u"), kept,
                StopSignal.NEVER);
        return kept.text();
    }

    @Test
    void rootIsNoRootInThere() throws Exception {
        assumeTrue(ROOT, "only root has rights to lose");
        needsFiles();
        Path others = Files.createDirectory(temp.resolve("others"));
        Files.setPosixFilePermissions(others, PosixFilePermissions.fromString("---------"));
        onlyWithoutContainment("cd " + others);
    }

    @Test
    void itLeavesNoCoreAndWritesNoHugeFile() throws Exception {
        for (Sandbox sandbox : List.of(contained, free)) {
            Outcome core = run(sandbox, NetworkAccess.NOTHING, "ulimit -c");
            assertThat(core.output()).isEqualTo("0\n");
        }
        String huge = "head -c 2000000 /dev/zero > huge";
        assertThat(run(contained, NetworkAccess.NOTHING, huge).exitCode()).isZero();
        try (Sandbox small = Sandbox.open(limited(1_000_000, 0, 0))) {
            assertThat(run(small, NetworkAccess.NOTHING, huge).exitCode()).isNotZero();
        }
    }

    @Test
    void itTakesNoMoreMemoryThanItMay() throws Exception {
        assumeTrue(Files.isExecutable(PERL), "no perl here");
        String greedy = "exec perl -e '$x = \"x\" x 200_000_000; exit 0'";
        assertThat(run(contained, NetworkAccess.NOTHING, greedy).exitCode()).isZero();
        try (Sandbox small = Sandbox.open(limited(0, 100_000_000, 0))) {
            assertThat(run(small, NetworkAccess.NOTHING, greedy).exitCode()).isNotZero();
        }
    }

    @Test
    void itStartsNoMoreProcessesThanItMay() throws Exception {
        assumeFalse(ROOT, "the kernel lets root start as many as it likes");
        String bomb = "i=0; while [ $i -lt 400 ]; do sleep 600 & i=$((i+1)); done; exit 0";
        assertThat(run(contained, NetworkAccess.NOTHING, bomb).exitCode()).isZero();
        try (Sandbox small = Sandbox.open(limited(0, 0, 300))) {
            assertThat(run(small, NetworkAccess.NOTHING, bomb).exitCode()).isNotZero();
        }
    }

    @Test
    void whatRemainsWorks() throws Exception {
        Outcome outcome =
                run(
                        contained,
                        NetworkAccess.NOTHING,
                        "set -e; mkdir a b; echo x > a/f; mv a/f b/g; ln -s g b/l; cat b/l",
                        "echo y > /dev/null; head -c 3 /dev/urandom | wc -c",
                        "cat /etc/passwd > passwords; echo z | tee \"$TMPDIR/t\" \"$HOME/h\"",
                        "echo e >&2");
        assertThat(outcome).isEqualTo(new Outcome(0, "x\n3\nz\ne\n"));
    }

    @Test
    void requiredMeansThatTheServiceDoesNotStartWithoutIt() throws Exception {
        SandboxSettings required =
                SandboxSettings.DEFAULT
                        .in(temp.resolve("required"))
                        .containing(ContainmentMode.REQUIRED);
        try (Sandbox sandbox = Sandbox.open(required)) {
            assertThat(sandbox.containment().suffice()).isTrue();
        } catch (IllegalStateException refused) {
            assertThat(contained.containment().suffice()).isFalse();
            assertThat(refused).hasMessageContaining("mcp-k8s.sandbox.containment");
        }
        assertThat(free.containment()).isEqualTo(ContainmentLayers.NONE);
    }

    /** The service's own threads keep every right, also those that were started meanwhile. */
    @Test
    void theServiceItselfKeepsItsRights() throws Exception {
        needsFiles();
        for (int i = 0; i < 20; i++) {
            assertThat(run(contained, NetworkAccess.NOTHING, "exit 0").exitCode()).isZero();
        }
        String usual = rights(Path.of("/proc/self"));
        assertThat(usual).contains("NoNewPrivs", "Seccomp", "CapEff");
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            assertThat(threads.map(HostileToolTest::rights)).containsOnly(usual);
        }
        assertThat(Files.readString(secret)).isEqualTo(CANARY);
    }

    /** A thread that ends while it is looked at has the usual ones. */
    private static String rights(Path thread) {
        try {
            String status = Files.readString(thread.resolve("status"));
            return status.startsWith("Name:\tsandbox-start") ? rights(Path.of("/proc/self"))
                    : status.lines().filter(line -> line.matches("(NoNew|Seccomp|Cap).*"))
                            .collect(Collectors.joining("\n"));
        } catch (IOException ended) {
            return rights(Path.of("/proc/self"));
        }
    }

    private SandboxSettings limited(long file, long memory, int processes) {
        SandboxSettings usual = SandboxSettings.DEFAULT;
        return new SandboxSettings(
                temp.resolve("base"),
                usual.maximumConcurrent(),
                usual.maximumQueue(),
                usual.maximumWait(),
                usual.maximumOutput(),
                usual.maximumFiles(),
                usual.maximumFileBytes(),
                file,
                memory,
                processes,
                ContainmentMode.PREFERRED);
    }

    private static String systemCall(String name, String arguments) {
        return "exec perl -e 'exit(syscall("
                + number(name)
                + ", "
                + arguments
                + ") >= 0 ? 0 : 1)'";
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

    private static String socket(String domain, String kind, String protocol) {
        return "exec perl -MSocket -e 'exit(socket(S, "
                + domain
                + ", "
                + kind
                + ", "
                + protocol
                + ")";
    }

    private static String connect(int port) {
        return socket("AF_INET", "SOCK_STREAM", "0")
                + " && connect(S, pack_sockaddr_in("
                + port
                + ", INADDR_LOOPBACK)) ? 0 : 1)'";
    }

    /** MSG_FASTOPEN: a connection without connect(). */
    private static String fastOpen(int port) {
        return socket("AF_INET", "SOCK_STREAM", "0")
                + " && defined(send(S, \"x\", 0x20000000, pack_sockaddr_in("
                + port
                + ", INADDR_LOOPBACK))) ? 0 : 1)'";
    }
}
