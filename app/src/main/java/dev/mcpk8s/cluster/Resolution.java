package dev.mcpk8s.cluster;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A host of a kubeconfig to addresses: literals in every spelling, names by the system. */
final class Resolution {

    private Resolution() {}

    /**
     * @return at least one address; two for a literal that programs read differently, such as
     *     {@code 0177.0.0.1}
     */
    static List<InetAddress> addresses(String host) throws UnknownHostException {
        List<InetAddress> literals = literals(host);
        return literals.isEmpty() ? List.of(InetAddress.getAllByName(host)) : literals;
    }

    /** Whether the host is a name that somebody has to resolve. */
    static boolean isName(String host) {
        return literals(host).isEmpty();
    }

    /** The C library's spellings too (octal, hexadecimal, few parts): other programs read those. */
    static List<InetAddress> literals(String host) {
        Set<InetAddress> readings = new LinkedHashSet<>();
        try {
            readings.add(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException unusual) {
            // The C library may still read it.
        }
        try {
            readings.add(Inet4Address.ofPosixLiteral(host));
        } catch (IllegalArgumentException name) {
            // Not even that.
        }
        return List.copyOf(readings);
    }
}
