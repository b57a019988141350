package dev.mcpk8s.sandbox;

import java.util.Set;

/**
 * Where a program may connect to.
 *
 * @param reach how far
 * @param ports for {@link Reach#PORTS}: TCP ports, on any address, because that is what the kernel
 *     can tell apart
 */
public record NetworkAccess(Reach reach, Set<Integer> ports) {

    /** How far a program's connections may lead. */
    public enum Reach {
        /** No sockets at all. */
        NOTHING,
        /** TCP connections to some ports; no listening, no other kind of socket. */
        PORTS,
        /** TCP and UDP wherever it likes. */
        ANYWHERE
    }

    /** For a program that reads its input and writes its output. */
    public static final NetworkAccess NOTHING = new NetworkAccess(Reach.NOTHING, Set.of());

    /** For a program whose places cannot be told beforehand. */
    public static final NetworkAccess ANYWHERE = new NetworkAccess(Reach.ANYWHERE, Set.of());

    public NetworkAccess {
        ports = Set.copyOf(ports);
    }

    /** For a program that needs a proxy and no more. */
    public static NetworkAccess to(Set<Integer> ports) {
        return new NetworkAccess(Reach.PORTS, ports);
    }
}
