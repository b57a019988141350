package dev.mcpk8s.cluster;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The server's side of SOCKS5 (RFC 1928, RFC 1929): CONNECT with user and password, no more. */
final class SocksHandshake {

    /** Where the program wants to go; the host is a name or a literal. */
    record Target(String host, int port) {}

    static final String USER = "program";

    private static final int VERSION = 5;
    private static final int USER_PASSWORD = 2;
    private static final int NO_METHOD = 0xFF;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int FAILED = 1;
    private static final int NOT_ALLOWED = 2;
    private static final int UNREACHABLE = 4;
    private static final int REFUSED = 5;
    private static final int COMMAND_UNKNOWN = 7;

    private final DataInputStream in;
    private final OutputStream out;
    private final byte[] secret;

    SocksHandshake(Socket socket, String secret) throws IOException {
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.secret = secret.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * @throws IOException when the other side does not know the secret or asks for something else
     */
    Target read() throws IOException {
        authenticate();
        expect(VERSION);
        int command = in.readUnsignedByte();
        expect(0);
        String host =
                switch (in.readUnsignedByte()) {
                    case IPV4 -> InetAddress.getByAddress(bytes(4)).getHostAddress();
                    case IPV6 -> InetAddress.getByAddress(bytes(16)).getHostAddress();
                    case NAME -> text();
                    default -> throw new ProtocolException("unknown kind of address");
                };
        int port = in.readUnsignedShort();
        if (command != CONNECT) {
            reply(COMMAND_UNKNOWN);
            throw new ProtocolException("not a CONNECT");
        }
        return new Target(host, port);
    }

    void accepted() throws IOException {
        reply(0);
    }

    void failed(IOException reason) throws IOException {
        reply(
                switch (reason) {
                    case AddressRefusedException _ -> NOT_ALLOWED;
                    case ConnectException _ -> REFUSED;
                    case SocketTimeoutException _ -> UNREACHABLE;
                    default -> FAILED;
                });
    }

    private void authenticate() throws IOException {
        expect(VERSION);
        boolean offered = false;
        for (byte method : bytes(in.readUnsignedByte())) {
            offered |= method == USER_PASSWORD;
        }
        out.write(new byte[] {VERSION, (byte) (offered ? USER_PASSWORD : NO_METHOD)});
        if (!offered) {
            throw new ProtocolException("no password offered");
        }
        expect(1);
        boolean known = text().equals(USER);
        known &= MessageDigest.isEqual(bytes(in.readUnsignedByte()), secret);
        out.write(new byte[] {1, (byte) (known ? 0 : 1)});
        if (!known) {
            throw new ProtocolException("wrong password");
        }
    }

    private void reply(int code) throws IOException {
        out.write(new byte[] {VERSION, (byte) code, 0, IPV4, 0, 0, 0, 0, 0, 0});
        out.flush();
    }

    private void expect(int value) throws IOException {
        if (in.readUnsignedByte() != value) {
            throw new ProtocolException("not SOCKS5");
        }
    }

    private String text() throws IOException {
        return new String(bytes(in.readUnsignedByte()), StandardCharsets.ISO_8859_1);
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }
}
