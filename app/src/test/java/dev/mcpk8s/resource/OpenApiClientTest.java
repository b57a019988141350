package dev.mcpk8s.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpenApiClientTest {

    private static final GroupVersion APPS = new GroupVersion("apps", "v1");
    private static final GroupVersionKind SCALE = new GroupVersionKind(APPS, "Scale");
    private static final String DOCUMENT =
            """
            {"openapi":"3.0.0","info":{"x":{"paths":{}}},
             "paths":{
               "/apis/apps/v1/scales":{"parameters":[{"a":{}}],
                 "get":{"tags":["x"],"x-kubernetes-group-version-kind":
                   {"group":"apps","version":"v1","kind":"Scale"}}},
               "/apis/apps/v1/":{"get":{}}},
             "components":{"schemas":{
               "b.Scale":{"type":"object","x-kubernetes-group-version-kind":
                 [{"group":"apps","version":"v1","kind":"Scale"}]},
               "a.Scale":{"type":"string","x-kubernetes-group-version-kind":
                 [{"group":"apps","version":"v1","kind":"Scale"}]},
               "c":{"description":"DESCRIPTION"}}}}
            """;

    private final FakeCluster cluster = new FakeCluster();

    private OpenApiDocument document() throws IOException {
        OpenApiDocument document = cluster.session().openApi().index().document(APPS);
        assertThat(document).isNotNull();
        return Objects.requireNonNull(document);
    }

    private void serve(String hash, String description) {
        String address = "/openapi/v3/apis/apps/v1";
        cluster.json(
                "/openapi/v3",
                "{\"paths\":{\"apis/apps/v1\":{\"serverRelativeURL\":\"%s%s\"}}}"
                        .formatted(address, hash));
        cluster.json(address, DOCUMENT.replace("DESCRIPTION", description));
    }

    @Test
    void readsWhatExplanationsNeed() throws IOException {
        serve("?hash=1", "x");
        OpenApiDocument document = document();
        assertThat(document.kindAt("/apis/apps/v1/scales")).isEqualTo(SCALE);
        assertThat(document.kindAt("/apis/apps/v1/")).isNull();
        assertThat(document.schemasOf(SCALE)).containsExactly("a.Scale", "b.Scale");
        assertThat(document.schema("a.Scale").path("type").asText()).isEqualTo("string");
        assertThat(document.schema("d").isMissingNode()).isTrue();
    }

    @Test
    void keepsADocumentUntilItsAddressChanges() throws IOException {
        serve("?hash=1", "old");
        OpenApiDocument first = document();
        assertThat(document()).isSameAs(first);
        serve("?hash=2", "new");
        assertThat(document().schema("c").path("description").asText()).isEqualTo("new");
    }

    @Test
    void keepsNoDocumentWithoutAHashAndNoHugeOnes() throws IOException {
        serve("", "x");
        assertThat(document()).isNotSameAs(document());
        serve("?hash=3", "x".repeat(5 << 20));
        assertThat(document()).isNotSameAs(document());
    }

    @Test
    void keepsTheLastFewMegabytes() throws IOException {
        serve("?hash=1", "x".repeat(3 << 20));
        OpenApiDocument first = document();
        serve("?hash=2", "y".repeat(3 << 20));
        OpenApiDocument second = document();
        assertThat(document()).isSameAs(second);
        serve("?hash=1", "x".repeat(3 << 20));
        assertThat(document()).isNotSameAs(first);
    }
}
