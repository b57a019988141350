package dev.mcpk8s.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeconfigReaderTest {

    private static final int LIMIT = 1 << 20;
    private static final String SECRET = "hunter2-secret";

    private static final String YAML =
            """
            apiVersion: v1
            kind: Config
            preferences: {}
            current-context: dev
            clusters:
            - name: c
              cluster:
                server: https://10.0.0.1:6443/prefix/
                certificate-authority-data: Q0E=
                tls-server-name: api.example
                disable-compression: true
                extensions:
                - name: anything
                  extension: {a: [b]}
            users:
            - name: u
              user:
                token: 0123456
                as: bob
                as-uid: "7"
                as-groups: [g1, g2]
                as-user-extra:
                  reason: [why, not]
            contexts:
            - name: dev
              context: {cluster: c, user: u, namespace: 007}
            """;

    @Test
    void readsEveryAllowedField() {
        Kubeconfig kubeconfig = KubeconfigReader.read(YAML, LIMIT);

        assertThat(kubeconfig.currentContext()).isEqualTo("dev");
        assertThat(kubeconfig.contexts().get("dev")).isEqualTo(new ContextEntry("c", "u", "007"));
        ClusterEntry cluster = requireNonNull(kubeconfig.clusters().get("c"));
        assertThat(cluster.server()).isEqualTo("https://10.0.0.1:6443/prefix");
        assertThat(cluster.certificateAuthority()).isEqualTo("CA");
        assertThat(cluster.tlsServerName()).isEqualTo("api.example");
        assertThat(cluster.disableCompression()).isTrue();
        UserEntry user = requireNonNull(kubeconfig.users().get("u"));
        assertThat(user.token()).isEqualTo("0123456");
        assertThat(user.impersonation().user()).isEqualTo("bob");
        assertThat(user.impersonation().groups()).containsExactly("g1", "g2");
        assertThat(user.impersonation().extra()).containsEntry("reason", List.of("why", "not"));
    }

    @Test
    void readsBase64InEveryForm() {
        String text = YAML + "# ???>>>~~~ so that both alphabets differ\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> forms =
                List.of(
                        Base64.getEncoder().encodeToString(bytes),
                        Base64.getEncoder().withoutPadding().encodeToString(bytes),
                        Base64.getUrlEncoder().encodeToString(bytes),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                        Base64.getMimeEncoder().encodeToString(bytes) + "\r\n",
                        " " + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes),
                        "\uFEFF" + text,
                        text);

        assertThat(forms)
                .allSatisfy(
                        form ->
                                assertThat(KubeconfigReader.read(form, LIMIT).currentContext())
                                        .isEqualTo("dev"));
    }

    @Test
    void readsJsonWithTabs() {
        String json = "{\n\t\"current-context\":\t\"a\\/b\",\n\t\"clusters\":\tnull\n}";

        assertThat(KubeconfigReader.read(json, LIMIT).currentContext()).isEqualTo("a/b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exec: {command: touch} | users[u].user.exec",
                "auth-provider: {name: gcp} | users[u].user.auth-provider",
                "tokenFile: /etc/passwd | users[u].user.tokenFile",
                "client-certificate: /a.crt | users[u].user.client-certificate",
                "client-key: /a.key | users[u].user.client-key",
                "Token: hunter2-secret | users[u].user.Token",
                "tokens: hunter2-secret | users[u].user.tokens",
                "<<: {token: hunter2-secret} | users[u].user.<<",
            })
    void refusesUserFields(String field, String path) {
        String text = "users:\n- name: u\n  user:\n    " + field + "\n";

        assertRefusal(text, ErrorCode.KUBECONFIG_REFUSED)
                .hasMessageContaining(path + " is refused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{clusters: [{name: c, cluster: {certificate-authority: /ca}}]}"
                        + "| clusters[c].cluster.certificate-authority",
                "{clusters: [{name: c, cluster: {api-version: v1}}]}"
                        + "| clusters[c].cluster.api-version",
                "{clusters: [{name: c, user: {}}]} | clusters[c].user",
                "{contexts: [{name: c, context: {name-space: x}}]}"
                        + "| contexts[c].context.name-space",
                "{Clusters: []} | Clusters",
            })
    void refusesOtherFields(String text, String path) {
        assertRefusal(text, ErrorCode.KUBECONFIG_REFUSED)
                .hasMessageContaining(path + " is refused");
    }

    @Test
    void refusesDangerousFieldsInUnusedEntriesToo() {
        String text = YAML.replace("users:\n", "users:\n- {name: other, user: {exec: {}}}\n");

        assertRefusal(text, ErrorCode.KUBECONFIG_REFUSED)
                .hasMessageContaining("users[other].user.exec");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2-secret",
                "hunter2-secret: [",
                "hunter2-secret: {{",
                "- hunter2-secret",
                "[]",
                "{}x",
                "\"hunter2-secret\"",
                "a: 1\n---\nb: hunter2-secret",
                "a: hunter2-secret\na: 2",
                "{\"a\":1,\"a\":2}",
                "!!javax.script.ScriptEngineManager [hunter2-secret]",
                "users: !!python/object:hunter2-secret {}",
                "users: !custom []",
                "kind: !!binary aHVudGVyMg==",
                "? [a]\n: hunter2-secret",
                "kind: Pod",
                "apiVersion: v2",
                "clusters: {a: hunter2-secret}",
                "clusters: [hunter2-secret]",
                "clusters: [{name: a}, {name: a}]",
                "clusters: [{name: a, cluster: hunter2-secret}]",
                "clusters: [{name: a, cluster: {insecure-skip-tls-verify: 'true'}}]",
                "clusters: [{name: a, cluster: {certificate-authority-data: '%hunter2-secret'}}]",
                "clusters: [{name: a, cluster: {server: [hunter2-secret]}}]",
                "users: [{name: a, user: {token: {a: hunter2-secret}}}]",
                "users: [{name: a, user: {token: \"hunter2-secret\\nX\"}}]",
                "users: [{name: a, user: {token: hunter2-secret, username: b}}]",
                "users: [{name: a, user: {client-certificate-data: YQ==}}]",
                "users: [{name: a, user: {as-groups: hunter2-secret}}]",
                "a: &a [hunter2-secret]\nb: *a",
                "\u0000hunter2-secret",
            })
    void saysThatItCannotBeRead(String text) {
        assertRefusal(text, ErrorCode.KUBECONFIG_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "IA=="})
    void saysThatNothingWasGiven(String text) {
        assertRefusal(text, ErrorCode.KUBECONFIG_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host",
                "file:///etc/passwd",
                "host:6443",
                "//host",
                "https://",
                "https://user:hunter2-secret@host",
                "https://host?x=hunter2-secret",
                "https://host#x",
                "https://host:0",
                "https://host:65536",
                "https://good\\@evil",
                "https://good evil",
                "https://[fe80::1%25eth0]",
                "https://host/\u00e9",
                "https://a..b",
                "https://xn--",
                "https://a123456789b123456789c123456789d123456789e123456789f123456789g123",
            })
    void acceptsPlainServerUrlsOnly(String server) {
        String text = TestClusters.kubeconfig(server.replace("\\", "\\\\"), "", "");

        assertRefusal(text, ErrorCode.KUBECONFIG_INVALID)
                .hasMessageContaining("clusters[c].cluster.server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://proxy:1", "ftp://proxy", "socks5://a:hunter2-secret@p"})
    void namesTheProxyItCannotUse(String proxy) {
        String text = TestClusters.kubeconfig("https://h", "\"proxy-url\":\"" + proxy + "\"", "");

        assertRefusal(text, ErrorCode.KUBECONFIG_INVALID)
                .hasMessageContaining("clusters[c].cluster.proxy-url");
    }

    @Test
    void survivesBombsAndHugeTexts() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a" + i + ": &a" + i + " [");
            bomb.append(("*a" + (i - 1) + ",").repeat(9)).append("x]\n");
        }

        assertRefusal(bomb.toString(), ErrorCode.KUBECONFIG_INVALID);
        assertRefusal("[".repeat(200_000), ErrorCode.KUBECONFIG_INVALID);
        assertRefusal("{a: ".repeat(100_000), ErrorCode.KUBECONFIG_INVALID);
        assertRefusal("{\"a\":".repeat(100_000), ErrorCode.KUBECONFIG_INVALID);
        assertRefusal("a:\n" + "- ".repeat(100_000), ErrorCode.KUBECONFIG_INVALID);
        assertRefusal("# " + "x".repeat(10 << 20), ErrorCode.KUBECONFIG_INVALID)
                .hasMessageContaining("1048576 bytes");
        assertRefusal("eHh4".repeat(3 << 20), ErrorCode.KUBECONFIG_INVALID)
                .hasMessageContaining("1048576 bytes");
    }

    @Test
    void shortensNamesInMessages() {
        String text = "users: [{name: u, user: {" + "x\u0007".repeat(5000) + ": 1}}]";

        assertRefusal("\"" + "y".repeat(900) + "\": 1", ErrorCode.KUBECONFIG_REFUSED)
                .message()
                .hasSizeLessThan(300);
        assertRefusal(text, ErrorCode.KUBECONFIG_INVALID);
    }

    @Test
    void recordsNeverShowSecrets() {
        Kubeconfig kubeconfig = KubeconfigReader.read(YAML.replace("0123456", SECRET), LIMIT);

        assertThat(kubeconfig + " " + kubeconfig.users() + kubeconfig.clusters())
                .doesNotContain(SECRET);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefusal(
            String text, ErrorCode code) {
        return assertThatThrownBy(() -> KubeconfigReader.read(text, LIMIT))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        failure -> {
                            assertThat(failure.code()).isEqualTo(code);
                            assertThat(failure.text()).doesNotContain(SECRET);
                        });
    }
}
