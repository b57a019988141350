package dev.mcpk8s.cluster;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What sort of place an address is. An IPv6 address that carries an IPv4 one (mapped, compatible,
 * NAT64, 6to4, ISATAP, Teredo) is judged by what it carries, if that is worse.
 */
enum AddressKind {
    PUBLIC("a public address"),
    PRIVATE("a private address"),
    LOOPBACK("a loopback address"),
    UNSPECIFIED("an unspecified address"),
    LINK_LOCAL("a link-local address"),
    METADATA("a cloud's metadata address"),
    MULTICAST("a multicast address"),
    RESERVED("a reserved or broadcast address");

    /** AWS and most others; AWS IPv6; Alibaba; Oracle; Azure's wire server; Google IPv6. */
    private static final Set<String> METADATA_ADDRESSES =
            Set.of(
                    "a9fea9fe",
                    "fd000ec2000000000000000000000254",
                    "646464c8",
                    "c00000c0",
                    "a83f8110",
                    "fd2000ce000000000000000000000254");

    private final String description;

    AddressKind(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    static AddressKind of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (METADATA_ADDRESSES.contains(HexFormat.of().formatHex(bytes))) {
            return METADATA;
        }
        if (address instanceof Inet4Address) {
            return ofFour(address, bytes);
        }
        AddressKind own = ofSix(address, bytes);
        InetAddress carried = own == PUBLIC || own == PRIVATE ? carried(bytes) : null;
        AddressKind inner = carried == null ? own : of(carried);
        return inner.compareTo(own) > 0 ? inner : own;
    }

    private static AddressKind ofFour(InetAddress address, byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        if (first == 0) {
            return UNSPECIFIED;
        }
        if (address.isMulticastAddress()) {
            return MULTICAST;
        }
        if (first >= 240) {
            return RESERVED;
        }
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        if (address.isLinkLocalAddress()) {
            return LINK_LOCAL;
        }
        boolean carrierGrade = first == 100 && (second & 0xC0) == 64;
        return address.isSiteLocalAddress() || carrierGrade ? PRIVATE : PUBLIC;
    }

    private static AddressKind ofSix(InetAddress address, byte[] bytes) {
        if (address.isAnyLocalAddress()) {
            return UNSPECIFIED;
        }
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        if (address.isLinkLocalAddress()) {
            return LINK_LOCAL;
        }
        if (address.isMulticastAddress()) {
            return MULTICAST;
        }
        boolean uniqueLocal = (bytes[0] & 0xFE) == 0xFC;
        return uniqueLocal || address.isSiteLocalAddress() ? PRIVATE : PUBLIC;
    }

    private static @Nullable InetAddress carried(byte[] six) {
        String hex = HexFormat.of().formatHex(six);
        if (hex.startsWith("0064ff9b")
                || hex.startsWith("000000000000000000000000")
                || hex.startsWith("00000000000000000000ffff")
                || hex.startsWith("0000000000000000ffff0000")
                || hex.startsWith("5efe", 20)) {
            return four(six, 12, 0);
        }
        if (hex.startsWith("2002")) {
            return four(six, 2, 0);
        }
        return hex.startsWith("20010000") ? four(six, 12, 0xFF) : null;
    }

    private static InetAddress four(byte[] six, int from, int mask) {
        byte[] four = Arrays.copyOfRange(six, from, from + 4);
        for (int i = 0; i < four.length; i++) {
            four[i] ^= (byte) mask;
        }
        try {
            return InetAddress.getByAddress(four);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
