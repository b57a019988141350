package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a tool that turned against the service tries to connect to. */
class HostileConnectionsTest {

    private final Attacker attacker;

    HostileConnectionsTest(@TempDir Path temp) throws IOException {
        this.attacker = new Attacker(temp);
    }

    @AfterEach
    void close() {
        attacker.close();
    }

    @Test
    void itConnectsToNothingWhenItNeedsNoNetwork() throws Exception {
        attacker.needsNetwork();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            attacker.onlyWithoutContainment(connect(server.getLocalPort()));
        }
    }

    @Test
    void itConnectsToItsPortsOnly() throws Exception {
        attacker.needsNetwork();
        try (ServerSocket gate = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            NetworkAccess network = NetworkAccess.to(Set.of(gate.getLocalPort()));
            attacker.onlyWithoutContainment(network, connect(other.getLocalPort()));
            attacker.onlyWithoutContainment(network, fastOpen(other.getLocalPort()));
            Attacker.Outcome allowed =
                    attacker.run(attacker.contained(), network, connect(gate.getLocalPort()));
            assertThat(allowed.exitCode()).as(allowed.output()).isZero();
        }
    }

    @Test
    void itListensNowhere() throws Exception {
        attacker.needsNetwork();
        attacker.onlyWithoutContainment(
                NetworkAccess.to(Set.of(1)),
                socket("AF_INET", "SOCK_STREAM", "0")
                        + " && bind(S, pack_sockaddr_in(0, INADDR_LOOPBACK)) ? 0 : 1)'");
    }

    @Test
    void otherKindsOfSocketsAreNotForIt() throws Exception {
        attacker.needsSystemCalls();
        NetworkAccess network = NetworkAccess.to(Set.of(1));
        for (String kind :
                List.of("AF_INET, SOCK_DGRAM, 0", "AF_UNIX, SOCK_STREAM, 0", "16, SOCK_RAW, 0")) {
            String[] words = kind.split(", ", -1);
            attacker.onlyWithoutContainment(
                    network, socket(words[0], words[1], words[2]) + " ? 0 : 1)'");
        }
        Attacker.Outcome anywhere =
                attacker.run(
                        attacker.contained(),
                        NetworkAccess.ANYWHERE,
                        socket("AF_INET", "SOCK_DGRAM", "0") + " ? 0 : 1)'");
        assertThat(anywhere.exitCode()).as(anywhere.output()).isZero();
    }

    /** A kind of TCP that the rules for TCP do not see. */
    @Test
    void multipathConnectionsAreNotForIt() throws Exception {
        attacker.needsSystemCalls();
        String multipath = socket("AF_INET", "SOCK_STREAM", "262") + " ? 0 : 1)'";
        assumeTrue(
                attacker.run(attacker.free(), NetworkAccess.ANYWHERE, multipath).exitCode() == 0,
                "this kernel has no multipath TCP");
        attacker.onlyWithoutContainment(NetworkAccess.to(Set.of(1)), multipath);
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
