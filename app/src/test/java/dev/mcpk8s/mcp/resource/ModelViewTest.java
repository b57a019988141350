package dev.mcpk8s.mcp.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelViewTest {

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    @Test
    void masksSecretsWhereverTheyStand() {
        String secret =
                "{\"kind\":\"Secret\",\"metadata\":{\"name\":\"s\",\"annotations\":{\""
                        + LAST_APPLIED
                        + "\":\"plain\",\"kept\":\"yes\"}},\"data\":{\"a\":\"cGxhaW4=\"},"
                        + "\"stringData\":{\"b\":\"plain\"}}";
        String list = "{\"kind\":\"List\",\"items\":[" + secret + "," + secret + "]}";

        for (String json : new String[] {secret, list}) {
            String seen = ModelView.print(ModelView.of(ModelView.parse(json)));

            assertThat(seen).doesNotContain("plain", "cGxhaW4=").contains("***", "kept");
        }
    }

    @Test
    void leavesOtherDataAlone() {
        String map =
                "{\"kind\":\"ConfigMap\",\"metadata\":{\"managedFields\":[{}]},"
                        + "\"data\":{\"a\":\"b\"}}";

        assertThat(ModelView.of(ModelView.parse(map)).toString())
                .isEqualTo("{\"kind\":\"ConfigMap\",\"metadata\":{},\"data\":{\"a\":\"b\"}}");
    }
}
