package dev.mcpk8s.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.error.CommandException;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceQueryTest {

    private static ResourceQuery query(String words, String selector, String namespace) {
        List<String> arguments = words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
        return new ResourceQuery(arguments, namespace, selector, "", "");
    }

    private static String selected(Selection selection) {
        return switch (selection) {
            case Selection.Lists(List<ResourceMapping> types) ->
                    String.join(
                            " ", types.stream().map(ResourceMapping::qualifiedResource).toList());
            case Selection.Objects(List<Selection.Target> targets) ->
                    String.join(
                            " ",
                            targets.stream()
                                    .map(t -> t.mapping().qualifiedResource() + "/" + t.name())
                                    .toList());
        };
    }

    @ParameterizedTest
    @CsvSource({
        "po, pods",
        "'po,pod,pods', pods",
        "'pods,deploy', pods deployments.apps",
        "all, pods deployments.apps",
        "'ns,all,pods', namespaces pods deployments.apps",
        "po x, pods/x",
        "po x y x, pods/x pods/y pods/x",
        "'po,deploy x y', pods/x pods/y deployments.apps/x deployments.apps/y",
        "po/x deploy/y, pods/x deployments.apps/y",
        "'po,po x', pods/x",
    })
    void readsEveryForm(String words, String expected) throws IOException {
        Selection selection = query(words, "", "default").resolve(Documents.cluster().session());
        assertThat(selected(selection)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "po/x y, '', default, there is no need to specify a resource type as a separate argument",
        "po/x/y, '', default, may not have more than one slash",
        "po/, '', default, must have a single resource and name",
        "/x, '', default, must have a single resource and name",
        "'po,deploy/x', '', default, must have a single resource and name",
        "po x, a=b, default, name cannot be provided when a selector is specified",
        "po/x, a=b, default, selectors and the all flag cannot be used when passing resource/name",
        "all x, '', default, you must specify only one resource",
        "po x, '', '', a resource cannot be retrieved by name across all namespaces",
        "'', a=b, default, at least one resource must be specified to use a selector",
        "'', '', default, You must provide one or more resources by argument or filename.",
        "foo, '', default, the server doesn't have a resource type \"foo\"",
        "'po,', '', default, the server doesn't have a resource type \"\"",
    })
    void refusesInKubectlsWords(String words, String selector, String namespace, String expected) {
        assertThatThrownBy(
                        () ->
                                query(words, selector, namespace)
                                        .resolve(Documents.cluster().session()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(expected);
    }

    @Property(tries = 500)
    void anyWordsAreResolvedOrRefused(
            @ForAll @Size(max = 4)
                    List<@StringLength(max = 6) @Chars({'p', 'o', '/', ',', '.', 's', ' '}) String>
                            words,
            @ForAll @StringLength(max = 3) @CharRange(from = 'a', to = 'c') String selector)
            throws IOException {
        try {
            assertThat(
                            new ResourceQuery(words, "default", selector, "", "")
                                    .resolve(Documents.cluster().session()))
                    .isNotNull();
        } catch (CommandException refused) {
            assertThat(refused.text()).isNotBlank();
        }
    }
}
