package dev.mcpk8s.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionGateTest {

    private final ConnectionGate gate =
            new ConnectionGate(new AddressRules(true, true), TestClusters.SETTINGS);

    @AfterEach
    void closeGate() throws Exception {
        gate.close();
    }

    @Test
    void carriesBytesBothWaysAndEndsWithTheProgram() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket program = dial()) {
            assertThat(connect(program, secret(), "localhost", server.getLocalPort())).isZero();
            try (Socket accepted = server.accept()) {
                program.getOutputStream().write("ask".getBytes(StandardCharsets.UTF_8));
                assertThat(accepted.getInputStream().readNBytes(3)).asString().isEqualTo("ask");
                accepted.getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8));
                assertThat(program.getInputStream().readNBytes(6)).asString().isEqualTo("answer");
                program.shutdownOutput();
                assertThat(accepted.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void deliversWhatAServerSaysLast() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket program = dial()) {
            assertThat(connect(program, secret(), "127.0.0.1", server.getLocalPort())).isZero();
            try (Socket accepted = server.accept()) {
                accepted.getOutputStream().write(new byte[200_000]);
            }
            assertThat(program.getInputStream().readAllBytes()).hasSize(200_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"169.254.169.254, 2", "0xA9FEA9FE, 2", "0.0.0.0, 2", "no-such-host.invalid, 1"})
    void refusesAddresses(String host, int reply) throws Exception {
        try (Socket program = dial()) {
            assertThat(connect(program, secret(), host, 80)).isEqualTo(reply);
            assertThat(program.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int free;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = server.getLocalPort();
        }
        try (Socket program = dial()) {
            assertThat(connect(program, secret(), "127.0.0.1", free)).isEqualTo(5);
        }
    }

    @Test
    void turnsStrangersAway() throws Exception {
        try (Socket program = dial()) {
            assertThatThrownBy(() -> connect(program, "guessed", "127.0.0.1", 80))
                    .isInstanceOf(IOException.class)
                    .hasMessage("not let in");
        }
    }

    private ServerAddress address() {
        return Objects.requireNonNull(gate.proxy().address());
    }

    private Socket dial() throws IOException {
        Socket socket = new Socket(address().host(), address().port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private String secret() {
        return address().userInfo().split(":", -1)[1];
    }

    /** The reply's code. */
    private static int connect(Socket socket, String secret, String host, int port)
            throws IOException {
        InputStream in = socket.getInputStream();
        socket.getOutputStream().write(new byte[] {5, 1, 2});
        assertThat(in.readNBytes(2)).containsExactly(5, 2);
        ByteArrayOutputStream login = new ByteArrayOutputStream();
        login.write(1);
        writeText("program", login);
        writeText(secret, login);
        socket.getOutputStream().write(login.toByteArray());
        if (in.readNBytes(2)[1] != 0) {
            throw new IOException("not let in");
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {5, 1, 0, 3});
        writeText(host, request);
        request.write(port >> 8);
        request.write(port);
        socket.getOutputStream().write(request.toByteArray());
        return in.readNBytes(10)[1];
    }

    private static void writeText(String text, ByteArrayOutputStream out) {
        out.write(text.length());
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
