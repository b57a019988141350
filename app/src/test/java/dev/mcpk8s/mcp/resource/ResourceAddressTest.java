package dev.mcpk8s.mcp.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ResourceAddressTest {

    @Property
    void takesEveryContextThatIsEncoded(
            @ForAll @NotEmpty @StringLength(max = 80) @CharRange(from = ' ', to = '\ud7ff')
                    String context) {
        if (context.chars().anyMatch(Character::isISOControl) || context.equals("-")) {
            return;
        }
        String encoded = URLEncoder.encode(context, StandardCharsets.UTF_8).replace("+", "%20");

        ResourceAddress address = ResourceAddress.parse("k8s-context://" + encoded).orElseThrow();

        assertThat(address.context()).isEqualTo(context);
    }

    /** Whatever is sent: an address, none, or the protocol's error, and nothing but names in it. */
    @Property
    void takesNoAddressThatCouldSayMoreThanItNames(@ForAll String rest) {
        try {
            Optional<ResourceAddress> address =
                    ResourceAddress.parse("k8s://-/-/" + rest.replace("/", "%2F") + "/x" + rest);
            assertThat(address.map(ResourceAddress::name).orElse("none"))
                    .doesNotContain("/", ",", " ", "\n");
            assertThat(address.map(ResourceAddress::type).orElse("none")).doesNotStartWith("-");
        } catch (McpError refused) {
            assertThat(refused.getJsonRpcError().code()).isEqualTo(ErrorCodes.INVALID_PARAMS);
        }
    }

    @Test
    void knowsWhatEachKindNames() {
        ResourceAddress object = address("k8s://c/n/deployments.apps/web");
        assertThat(object.context()).isEqualTo("c");
        assertThat(object.namespace()).isEqualTo("n");
        assertThat(object.type()).isEqualTo("deployments.apps");
        assertThat(object.name()).isEqualTo("web");
        ResourceAddress namespace = address("k8s-namespace://-/shop");
        assertThat(namespace.context()).isNull();
        assertThat(namespace.namespace()).isNull();
        assertThat(namespace.name()).isEqualTo("shop");
        ResourceAddress application = address("argocd-application://argocd/web");
        assertThat(application.context()).isNull();
        assertThat(application.namespace()).isEqualTo("argocd");
        assertThat(address("argocd-repository://a/https%3A%2F%2Fx%2Fy+z").value("url"))
                .isEqualTo("https://x/y+z");
        assertThat(ResourceAddress.parse("k8s://c/n/pods")).isEmpty();
        assertThat(ResourceAddress.parse("file:///etc/passwd")).isEmpty();
        assertThat(ResourceAddress.parse("k8s-context:/c")).isEmpty();
    }

    private static ResourceAddress address(String uri) {
        return ResourceAddress.parse(uri).orElseThrow();
    }
}
