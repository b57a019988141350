package dev.mcpk8s.cluster;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** A host of a kubeconfig to addresses: literals in every spelling, names by the system. */
final class Resolution {

    private Resolution() {}

    /**
     * @return at least one address
     */
    static List<InetAddress> addresses(String host) throws UnknownHostException {
        try {
            return List.of(literal(host));
        } catch (IllegalArgumentException name) {
            return List.of(InetAddress.getAllByName(host));
        }
    }

    /** Whether the host is a name that somebody has to resolve. */
    static boolean isName(String host) {
        try {
            literal(host);
            return false;
        } catch (IllegalArgumentException name) {
            return true;
        }
    }

    /** The C library's spellings too (octal, hexadecimal, few parts): other programs read those. */
    static InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException unusual) {
            return Inet4Address.ofPosixLiteral(host);
        }
    }
}
