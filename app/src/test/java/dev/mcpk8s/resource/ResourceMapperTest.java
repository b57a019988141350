package dev.mcpk8s.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceMapperTest {

    private final List<String> warnings = new ArrayList<>();
    private final ResourceMapper mapper = new ResourceMapper(discover(Documents.cluster()));

    private static Discovery discover(FakeCluster cluster) {
        try {
            return cluster.session().discover();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pods, '/v1, Resource=pods'",
        "pod, '/v1, Resource=pods'",
        "PODS, '/v1, Resource=pods'",
        "Pod, '/v1, Resource=pods'",
        "po, '/v1, Resource=pods'",
        "ns, '/v1, Resource=namespaces'",
        "events, '/v1, Resource=events'",
        "events.events.k8s.io, 'events.k8s.io/v1, Resource=events'",
        "events.events, 'events.k8s.io/v1, Resource=events'",
        "ev.events, 'events.k8s.io/v1, Resource=events'",
        "deploy, 'apps/v1, Resource=deployments'",
        "deploy.apps, 'apps/v1, Resource=deployments'",
        "deploy.v1.apps, 'apps/v1, Resource=deployments'",
        "deployments.v1.apps, 'apps/v1, Resource=deployments'",
        "Deployment.v1.apps, 'apps/v1, Resource=deployments'",
        "deployment.app, 'apps/v1, Resource=deployments'",
        "widgets, 'a.example.com/v2, Resource=widgets'",
        "widgets.v1.a.example.com, 'a.example.com/v1, Resource=widgets'",
        "widgets.b, 'b.example.com/v1, Resource=widgets'",
        "wd.b.example.com, 'b.example.com/v1, Resource=widgets'",
        "goose, 'a.example.com/v1, Resource=geese'",
        "BigGoose.a.example.com, 'a.example.com/v1, Resource=geese'",
        "biggoose.v1.a.example.com, 'a.example.com/v1, Resource=geese'",
        "podlists, '/v1, Resource=podlists'",
        "list, '/v1, Resource=lists'",
    })
    void findsWhatATypeIsCalled(String argument, String expected) {
        ResourceMapping mapping = mapper.find(argument, warnings::add);
        assertThat(mapping == null ? "nothing" : mapping.describe()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "foo",
                "PO",
                "Po",
                "pods.apps",
                "pods.v2",
                "deploy.v2.apps.x",
                "pods.",
                "widgets.v9.a.example.com",
                "BigGoose",
                "status",
                "pods/status",
                "nameless"
            })
    void findsNothingElse(String argument) {
        ResourceMapping mapping = mapper.find(argument, warnings::add);
        // kubectl falls back from TYPE.VERSION.GROUP to TYPE in the group "VERSION.GROUP"
        if (argument.equals("pods.")) {
            assertThat(mapping).isNotNull();
        } else {
            assertThat(mapping).as(argument).isNull();
        }
    }

    @Test
    void warnsOfAShortNameThatOthersHaveToo() {
        mapper.find("wd", warnings::add);
        assertThat(warnings)
                .containsExactly(
                        "short name \"wd\" could also match lower priority resource"
                                + " widgets.b.example.com");
        warnings.clear();
        mapper.find("po", warnings::add);
        assertThat(warnings)
                .containsExactly(
                        "short name \"po\" could also match lower priority resource"
                                + " widgets.a.example.com");
        warnings.clear();
        mapper.find("wd.b.example.com", warnings::add);
        mapper.find("widgets", warnings::add);
        mapper.find("ev.events.k8s.io", warnings::add);
        assertThat(warnings).isEmpty();
    }

    @Test
    void aCategoryHasItsTypesInTheServersOrder() {
        assertThat(mapper.category("all")).containsExactly("pods", "deployments.apps");
        assertThat(mapper.category("none")).isEmpty();
    }

    @Property(tries = 500)
    void anyTextIsAnsweredWithoutAFault(@ForAll String argument) {
        ResourceMapping mapping = mapper.find(argument, warning -> {});
        if (mapping != null) {
            assertThat(mapper.find(mapping.qualifiedResource(), warning -> {})).isNotNull();
        }
    }
}
