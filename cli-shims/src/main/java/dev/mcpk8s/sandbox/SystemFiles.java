package dev.mcpk8s.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a contained program may see of the machine's files: what tools need to start, to trust
 * certificates and to find hosts. Not the rest of {@code /etc}, no home, no {@code /proc}, no
 * {@code /var}, no {@code /run}; where one of these names leads there, the file itself is meant and
 * not its folder. No folder with private keys either.
 */
final class SystemFiles {

    /** Programs and libraries: may be read and started. */
    static final List<Path> PROGRAMS =
            paths("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store");

    /** May be read. */
    static final List<Path> READABLE =
            Stream.concat(
                            Stream.of(
                                            "ssl/certs",
                                            "ssl/cert.pem",
                                            "ssl/openssl.cnf",
                                            "pki/tls/certs",
                                            "pki/tls/cert.pem",
                                            "pki/ca-trust",
                                            "ca-certificates",
                                            "crypto-policies",
                                            "resolv.conf",
                                            "nsswitch.conf",
                                            "hosts",
                                            "host.conf",
                                            "gai.conf",
                                            "localtime",
                                            "passwd",
                                            "group",
                                            "services",
                                            "protocols",
                                            "mime.types",
                                            "os-release",
                                            "ld.so.cache",
                                            "ld.so.preload",
                                            "ld.so.conf",
                                            "ld.so.conf.d")
                                    .map(name -> Path.of("/etc", name)),
                            paths(
                                    "/dev/urandom",
                                    "/dev/random",
                                    "/dev/zero",
                                    "/sys/kernel/mm/transparent_hugepage")
                                    .stream())
                    .toList();

    /** May be read and written. */
    static final List<Path> WRITABLE = paths("/dev/null");

    private SystemFiles() {}

    private static List<Path> paths(String... names) {
        return Stream.of(names).map(Path::of).toList();
    }
}
