package dev.mcpk8s.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "2606:4700::1111, PUBLIC",
        "10.0.0.1, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.32.0.1, PUBLIC",
        "192.168.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "fd00::1, PRIVATE",
        "fec0::1, PRIVATE",
        "127.0.0.1, LOOPBACK",
        "127.9.9.9, LOOPBACK",
        "::1, LOOPBACK",
        "::ffff:127.0.0.1, LOOPBACK",
        "::7f00:1, LOOPBACK",
        "64:ff9b::7f00:1, LOOPBACK",
        "2002:7f00:1::, LOOPBACK",
        "2002:0a00:1::, PRIVATE",
        "2001:0:1:2:3:4:80ff:fffe, LOOPBACK",
        "2606::5efe:7f00:1, LOOPBACK",
        "0.0.0.0, UNSPECIFIED",
        "0.1.2.3, UNSPECIFIED",
        "::, UNSPECIFIED",
        "169.254.1.1, LINK_LOCAL",
        "fe80::1, LINK_LOCAL",
        "::ffff:169.254.1.1, LINK_LOCAL",
        "64:ff9b::a9fe:101, LINK_LOCAL",
        "169.254.169.254, METADATA",
        "::ffff:a9fe:a9fe, METADATA",
        "64:ff9b::a9fe:a9fe, METADATA",
        "2002:a9fe:a9fe::1, METADATA",
        "fd00:ec2::254, METADATA",
        "fd20:ce::254, METADATA",
        "100.100.100.200, METADATA",
        "168.63.129.16, METADATA",
        "224.0.0.1, MULTICAST",
        "ff02::1, MULTICAST",
        "255.255.255.255, RESERVED",
        "240.0.0.1, RESERVED",
    })
    void knowsEveryKind(String address, AddressKind kind) {
        assertThat(AddressKind.of(InetAddress.ofLiteral(address))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "127.0.0.1, -, true",
                "localhost, -, true",
                "::1, -, true",
                "0.0.0.0, -, false",
                "-, -, false",
                "example.com, -, false",
                "0.0.0.0, true, true",
                "127.0.0.1, false, false",
            })
    void allowsLoopbackToAPersonsOwnMachine(
            @Nullable String listeningOn, @Nullable Boolean setting, boolean allowed) {
        ClusterSettings settings =
                new ClusterSettings(
                        1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), true, setting, true);
        AddressRules rules = new AddressRules(settings, listeningOn);

        assertThat(refuses(rules, "127.0.0.1")).isEqualTo(!allowed);
    }

    @Test
    void privateNetworksCanBeClosed() {
        assertThat(refuses(new AddressRules(false, true), "10.1.2.3")).isFalse();
        assertThat(refuses(new AddressRules(false, false), "10.1.2.3")).isTrue();
        assertThat(refuses(new AddressRules(false, false), "8.8.8.8")).isFalse();
    }

    @Test
    void theOperatorMayNotReachMetadataEither() {
        assertThat(refuses(AddressRules.trusted(), "127.0.0.1")).isFalse();
        assertThat(refuses(AddressRules.trusted(), "169.254.169.254")).isTrue();
    }

    /** Every spelling ends at the same check, whoever resolves it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "localhost",
                "[::1]",
                "[::ffff:7f00:1]",
                "[::ffff:127.0.0.1]",
                "0",
                "0.0.0.0",
                "[::]",
                "169.254.169.254",
                "2852039166",
                "169.254.43518",
                "[::ffff:a9fe:a9fe]",
                "[fe80::1]",
                "255.255.255.255",
                "224.0.0.1"
            })
    void refusesWhileConnecting(String host) {
        assertRefused(
                TestClusters.kubeconfig("http://" + host + ":9", "", ""),
                new AddressRules(false, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9", "socks5://localhost:9", "socks5://2130706433:9"})
    void refusesProxies(String proxy) {
        String kubeconfig =
                TestClusters.kubeconfig(
                        "https://192.0.2.1:9", "\"proxy-url\":\"" + proxy + "\"", "");

        assertRefused(kubeconfig, new AddressRules(false, true));
    }

    @ParameterizedTest
    @CsvSource({
        "http, 169.254.169.254",
        "http, 2852039166",
        "http, 0xa9fea9fe",
        "http, 0251.0376.0251.0376",
        "http, 0.0.0.0",
        "socks5, 169.254.169.254",
        "socks5, 2852039166",
        "socks5, 0xa9fea9fe",
    })
    void refusesWhatAProxyWouldBeAskedFor(String scheme, String target) {
        assertRefused(
                TestClusters.kubeconfig(
                        "https://" + target, "\"proxy-url\":\"" + scheme + "://127.0.0.1:9\"", ""),
                new AddressRules(true, true));
    }

    /** A literal with leading zeros is decimal to some programs and octal to others. */
    @Test
    void readsAmbiguousLiteralsBothWays() {
        assertRefused(
                TestClusters.kubeconfig(
                        "https://0177.0.0.1", "\"proxy-url\":\"http://192.0.2.1\"", ""),
                new AddressRules(false, true));
    }

    private static void assertRefused(String kubeconfig, AddressRules rules) {
        ClusterConnections connections = TestClusters.connections(TestClusters.SETTINGS, rules);
        try (ClusterConnection connection = connections.lease(TestClusters.request(kubeconfig))) {
            assertThatThrownBy(() -> connection.send(ApiRequest.get("/version")))
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            failure ->
                                    assertThat(failure.code())
                                            .isEqualTo(ErrorCode.ADDRESS_REFUSED));
        } finally {
            connections.close();
        }
    }

    private static boolean refuses(AddressRules rules, String address) {
        try {
            rules.check(InetAddress.ofLiteral(address));
            return false;
        } catch (AddressRefusedException refused) {
            return true;
        }
    }
}
