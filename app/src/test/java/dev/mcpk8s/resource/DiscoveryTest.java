package dev.mcpk8s.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.StatusException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    @Test
    void readsGroupsAndStaleVersionsFromTwoCalls() throws IOException {
        FakeCluster cluster = Documents.cluster();
        Discovery discovery = cluster.session().discover();
        assertThat(cluster.requests).containsExactly("/api", "/apis");
        assertThat(discovery.versions().stream().map(version -> version.groupVersion().toString()))
                .containsExactly(
                        "v1",
                        "apps/v1",
                        "events.k8s.io/v1",
                        "a.example.com/v2",
                        "a.example.com/v1",
                        "b.example.com/v1");
        assertThat(discovery.failureText())
                .isEqualTo(
                        "unable to retrieve the complete list of server APIs: a.example.com/v0:"
                                + " stale GroupVersion discovery: a.example.com/v0");
    }

    @Test
    void takesEachTypeInItsPreferredVersion() throws IOException {
        assertThat(
                        Documents.cluster().session().discover().preferredResources().stream()
                                .map(resource -> resource.groupVersion() + "/" + resource.name()))
                .contains("a.example.com/v2/widgets", "a.example.com/v1/geese")
                .doesNotContain("a.example.com/v1/widgets");
    }

    @Test
    void asksOldServersForEachVersion() throws IOException {
        FakeCluster cluster =
                new FakeCluster()
                        .json("/api", "{\"versions\":[\"v1\"]}")
                        .json(
                                "/apis",
                                """
                                {"groups":[{"name":"apps","versions":[
                                  {"groupVersion":"apps/v1","version":"v1"},
                                  {"groupVersion":"apps/v1beta1","version":"v1beta1"}],
                                  "preferredVersion":{"version":"v1"}}]}
                                """)
                        .json(
                                "/api/v1",
                                """
                                {"resources":[
                                  {"name":"pods","kind":"Pod","namespaced":true,"verbs":["get"]},
                                  {"name":"pods/log","kind":"Pod","namespaced":true}]}
                                """)
                        .json(
                                "/apis/apps/v1",
                                """
                                {"resources":[{"name":"deployments","singularName":"deployment",
                                  "kind":"Deployment","namespaced":true,"shortNames":["deploy"]}]}
                                """);
        ClusterSession session = cluster.session();
        Discovery discovery = session.discover();
        assertThat(discovery.preferredResources().stream().map(ApiResource::name))
                .containsExactly("pods", "deployments");
        assertThat(discovery.failureText())
                .isEqualTo(
                        "unable to retrieve the complete list of server APIs: apps/v1beta1:"
                                + " the server could not find the requested resource");
        assertThat(session.mapping("pod").resource()).isEqualTo("pods");
        assertThat(session.mapping("deploy").groupVersion().toString()).isEqualTo("apps/v1");
    }

    @Test
    void wordsAFailureWithoutReadingIt() {
        FakeCluster cluster =
                new FakeCluster()
                        .answer(
                                "/api",
                                401,
                                "application/json",
                                """
                                {"kind":"Status","status":"Failure","reason":"Unauthorized",
                                 "message":"Unauthorized","code":401}
                                """);
        assertThatThrownBy(() -> cluster.session().discover())
                .isInstanceOf(StatusException.class)
                .hasMessage("the server has asked for the client to provide credentials");
    }

    @Test
    void learnsOnceAndAsksAgainOnlyForWhatItDoesNotKnow() throws IOException {
        FakeCluster cluster = Documents.cluster();
        cluster.session().mapping("pods");
        assertThat(cluster.requests).hasSize(2);
        ClusterSession later = cluster.session();
        later.mapping("deploy");
        assertThat(cluster.requests).hasSize(2);
        assertThatThrownBy(() -> later.mapping("foo.v1.bar"))
                .isInstanceOf(CommandException.class)
                .hasMessage("the server doesn't have a resource type \"foo\"");
        assertThat(cluster.requests).hasSize(4);
        assertThatThrownBy(() -> cluster.session().mapping("foo")).isNotNull();
        assertThat(cluster.requests).hasSize(6);
    }
}
