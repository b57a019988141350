package dev.mcpk8s.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.Impersonation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolvedTargetTest {

    private static final String YAML =
            """
            current-context: dev
            clusters:
            - {name: a, cluster: {server: 'https://a'}}
            - {name: b, cluster: {server: 'https://b'}}
            - {name: empty, cluster: {}}
            users:
            - {name: u, user: {token: t, as: bob, as-groups: [g]}}
            - {name: v, user: {token: w}}
            - {name: groups, user: {as-groups: [g]}}
            contexts:
            - {name: dev, context: {cluster: a, user: u, namespace: n}}
            - {name: prod, context: {cluster: b, user: v}}
            - {name: anonymous, context: {cluster: b}}
            - {name: noCluster, context: {cluster: gone, user: v}}
            - {name: noUser, context: {cluster: a, user: gone}}
            - {name: noServer, context: {cluster: empty, user: v}}
            - {name: groups, context: {cluster: a, user: groups}}
            """;

    @Test
    void picksAsKubectlDoes() {
        assertThat(select(YAML, "", GlobalFlags.NONE).cluster().server()).isEqualTo("https://a");
        assertThat(select(YAML, "", GlobalFlags.NONE).namespace()).isEqualTo("n");
        assertThat(select(YAML, "prod", GlobalFlags.NONE).user().token()).isEqualTo("w");
        assertThat(select(YAML, "prod", flags("dev", "b", "v")).cluster().server())
                .isEqualTo("https://b");
        assertThat(select(YAML, "", flags(null, null, "v")).user().token()).isEqualTo("w");
        assertThat(select(YAML, "anonymous", GlobalFlags.NONE).user().token()).isEmpty();
    }

    @Test
    void speaksKubectlsWordsForWhatAFlagNames() {
        String missing = "Error in configuration: context was not found for specified context: X";
        assertFails(YAML, "", flags("X", null, null), ErrorCode.USAGE, missing);
        assertFails(YAML, "X", GlobalFlags.NONE, ErrorCode.USAGE, missing);
        assertFails(
                YAML.replace("current-context: dev", "current-context: X"),
                "",
                GlobalFlags.NONE,
                ErrorCode.USAGE,
                missing);
        assertFails(
                YAML,
                "",
                flags(null, "X", null),
                ErrorCode.USAGE,
                "no server found for cluster \"X\"");
        assertFails(
                YAML,
                "",
                flags(null, null, "X"),
                ErrorCode.USAGE,
                "auth info \"X\" does not exist");
    }

    @Test
    void refusesKubeconfigsThatLeadNowhere() {
        ErrorCode invalid = ErrorCode.KUBECONFIG_INVALID;
        assertFails(
                YAML,
                "noCluster",
                GlobalFlags.NONE,
                invalid,
                "the context's cluster \"gone\" is not among the kubeconfig's clusters");
        assertFails(
                YAML,
                "noUser",
                GlobalFlags.NONE,
                invalid,
                "the context's user \"gone\" is not among the kubeconfig's users");
        assertFails(
                YAML,
                "noServer",
                GlobalFlags.NONE,
                invalid,
                "clusters[empty].cluster.server is missing");
        assertFails(
                YAML.replace("current-context: dev", "kind: Config"),
                "",
                GlobalFlags.NONE,
                invalid,
                "the kubeconfig has no current-context: choose one with the field context or with"
                        + " --context");
        assertFails(
                "kind: Config",
                "",
                GlobalFlags.NONE,
                invalid,
                "the kubeconfig has no contexts and no clusters");
    }

    @Test
    void mergesImpersonationFieldByField() {
        Impersonation flags = new Impersonation(null, "7", List.of("h"), Map.of("k", List.of("v")));
        Impersonation merged =
                select(YAML, "", TestClusters.actingAs(flags)).user().impersonation();

        assertThat(merged)
                .isEqualTo(new Impersonation("bob", "7", List.of("h"), Map.of("k", List.of("v"))));
        String text = "requesting uid, groups or user-extra for %s without impersonating a user";
        assertFails(YAML, "groups", GlobalFlags.NONE, ErrorCode.USAGE, text.formatted("groups"));
        assertFails(
                YAML, "prod", TestClusters.actingAs(flags), ErrorCode.USAGE, text.formatted("v"));
    }

    private static GlobalFlags flags(
            @org.jspecify.annotations.Nullable String context,
            @org.jspecify.annotations.Nullable String cluster,
            @org.jspecify.annotations.Nullable String user) {
        return TestClusters.flags(context, cluster, user);
    }

    private static ResolvedTarget select(String yaml, String context, GlobalFlags flags) {
        return ResolvedTarget.select(KubeconfigReader.read(yaml, 1 << 20), context, flags, false);
    }

    private static void assertFails(
            String yaml, String context, GlobalFlags flags, ErrorCode code, String text) {
        assertThatThrownBy(() -> select(yaml, context, flags))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        failure -> {
                            assertThat(failure.code()).isEqualTo(code);
                            assertThat(failure.text()).isEqualTo(text);
                        });
    }
}
