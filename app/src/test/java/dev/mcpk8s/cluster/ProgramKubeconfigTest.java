package dev.mcpk8s.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgramKubeconfigTest {

    private static final String YAML =
            """
            current-context: dev
            clusters:
            - {name: a, cluster: {server: 'https://localhost:6443/x', certificate-authority-data: Q0E=}}
            - {name: numbers, cluster: {server: 'https://2130706433'}}
            - {name: named, cluster: {server: 'https://127.0.0.1', tls-server-name: api.example}}
            - {name: proxied, cluster: {server: 'https://api.example', proxy-url: 'http://u:p@localhost:3128'}}
            - {name: metadata, cluster: {server: 'http://169.254.169.254'}}
            - {name: unknown, cluster: {server: 'https://no-such-host.invalid'}}
            users:
            - {name: u, user: {token: 'yes', as: bob, as-groups: [g], as-user-extra: {k: [v]}}}
            - {name: w, user: {username: n, password: '123'}}
            contexts:
            - {name: dev, context: {cluster: a, user: u, namespace: old}}
            - {name: two, context: {cluster: named, user: w}}
            - {name: bad, context: {cluster: metadata, user: w}}
            - {name: lost, context: {cluster: unknown, user: w}}
            - {name: gone, context: {cluster: nowhere, user: w}}
            """;

    @Test
    void writesWhatTheReaderUnderstood() {
        Kubeconfig result = render(null, "new", true);

        assertThat(result.currentContext()).isEqualTo("dev");
        assertThat(result.contexts())
                .containsOnlyKeys("dev", "two")
                .containsEntry("dev", new ContextEntry("a", "u", "new"));
        assertThat(result.users()).isEqualTo(KubeconfigReader.read(YAML, 1 << 20).users());
        assertThat(result.clusters()).containsOnlyKeys("a", "numbers", "named", "proxied");
    }

    @Test
    void pinsNamesToCheckedAddresses() {
        Kubeconfig result = render(null, null, true);

        assertThat(result.clusters().get("a"))
                .extracting(ClusterEntry::server, ClusterEntry::tlsServerName)
                .containsExactly("https://127.0.0.1:6443/x", "localhost");
        assertThat(result.clusters().get("numbers"))
                .extracting(ClusterEntry::server)
                .isEqualTo("https://127.0.0.1");
        assertThat(result.clusters().get("named"))
                .extracting(ClusterEntry::server, ClusterEntry::tlsServerName)
                .containsExactly("https://127.0.0.1", "api.example");
        assertThat(KubeconfigWriter.write(result))
                .contains("proxy-url: http://u:p@127.0.0.1:3128")
                .contains("server: https://api.example");
    }

    @Test
    void takesTheRequestsContext() {
        assertThat(render("two", null, true).currentContext()).isEqualTo("two");
        assertThatThrownBy(() -> render("nope", null, true))
                .hasMessageContaining("context was not found for specified context: nope");
    }

    @Test
    void refusesTheChosenClustersAddress() {
        assertThatThrownBy(() -> render("bad", null, true))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        failure -> {
                            assertThat(failure.code()).isEqualTo(ErrorCode.ADDRESS_REFUSED);
                            assertThat(failure.text())
                                    .startsWith("clusters[metadata].cluster.server leads to");
                        });
        assertThatThrownBy(() -> render(null, null, false))
                .hasMessageContaining("clusters[a].cluster.server leads to a loopback address");
    }

    @Test
    void onlyAProgramThatConnectsNeedsAServerWithAnAddress() {
        assertThat(render("lost", null, true).clusters().get("unknown"))
                .extracting(ClusterEntry::server)
                .isEqualTo("https://unknown.invalid");
        assertThatThrownBy(() -> program(true).renderGuarded(new ClusterTarget(YAML, "lost", null)))
                .hasMessageContaining("no such host");
    }

    @Test
    void needsAContextThatLeadsSomewhere() {
        // kubectl would go to localhost:8080 with such a file.
        assertThatThrownBy(() -> render("gone", null, true)).isInstanceOf(CommandException.class);
    }

    @Test
    void sendsEveryConnectionThroughTheGate() {
        AddressRules rules = new AddressRules(true, true);
        ConnectionGate gate = new ConnectionGate(rules, TestClusters.SETTINGS);
        ProgramKubeconfig.Guarded guarded =
                new ProgramKubeconfig(
                                TestClusters.source(TestClusters.SETTINGS),
                                new AddressPin(rules, TestClusters.SETTINGS),
                                gate)
                        .renderGuarded(new ClusterTarget(YAML, null, null));
        String text = guarded.yaml();
        assertThat(text.lines().filter(line -> line.contains("server: ")).count()).isEqualTo(6);
        assertThat(text.lines().filter(line -> line.contains("proxy-url: socks5://program:")))
                .hasSize(5);
        // The proxy of the caller's is checked now; what only the gate will see keeps its name.
        assertThat(text)
                .contains("proxy-url: http://u:p@127.0.0.1:3128", "https://no-such-host.invalid");
        assertThat(guarded.anywhere()).isFalse();
        assertThat(guarded.ports()).containsExactlyInAnyOrder(gate.proxy().port(), 3128);
        assertThat(guarded.toString()).doesNotContain("token", "clusters");
    }

    @Test
    void looksUpFewOfVeryManyClusters() {
        StringBuilder many = new StringBuilder(YAML);
        StringBuilder clusters = new StringBuilder("clusters:\n");
        for (int i = 0; i < 5_000; i++) {
            clusters.append("- {name: c")
                    .append(i)
                    .append(", cluster: {server: 'https://127.1'}}\n");
        }
        int at = many.indexOf("clusters:\n");
        many.replace(at, at + "clusters:\n".length(), clusters.toString());
        AddressRules rules = new AddressRules(true, true);
        String text =
                new ProgramKubeconfig(
                                TestClusters.source(TestClusters.SETTINGS),
                                new AddressPin(rules, TestClusters.SETTINGS),
                                new ConnectionGate(rules, TestClusters.SETTINGS))
                        .render(new ClusterTarget(many.toString(), null, null));
        assertThat(text.lines().filter(line -> line.contains("server: ")).count()).isEqualTo(33);
    }

    private static Kubeconfig render(
            @Nullable String context, @Nullable String namespace, boolean loopback) {
        String text = program(loopback).render(new ClusterTarget(YAML, context, namespace));
        return KubeconfigReader.read(text, 1 << 20);
    }

    private static ProgramKubeconfig program(boolean loopback) {
        AddressRules rules = new AddressRules(loopback, true);
        return new ProgramKubeconfig(
                TestClusters.source(TestClusters.SETTINGS),
                new AddressPin(rules, TestClusters.SETTINGS),
                new ConnectionGate(rules, TestClusters.SETTINGS));
    }
}
