package dev.mcpk8s.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.resource.manifest.CompactJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our patches are those that the reference sent for the same files and objects. */
class ThreeWayPatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
    private static final JsonNode RECORDED = recorded();

    private static final PatchSchema POD =
            schema(
                    """
                    {"properties": {
                      "containers": {"x-kubernetes-patch-merge-key": "name",
                        "x-kubernetes-patch-strategy": "merge",
                        "items": {"properties": {"name": {}, "image": {}}}},
                      "finalizers": {"x-kubernetes-patch-strategy": "merge", "items": {}},
                      "strategy": {"x-kubernetes-patch-strategy": "retainKeys",
                        "properties": {"type": {}, "rolling": {"properties": {"a": {}}}}},
                      "whole": {"x-kubernetes-patch-strategy": "replace", "properties": {"a": {}}},
                      "args": {"items": {}}}}
                    """);

    static IntStream recordedCases() {
        return IntStream.range(0, RECORDED.path("cases").size());
    }

    @ParameterizedTest
    @MethodSource("recordedCases")
    void isWhatTheReferenceSent(int index) throws Exception {
        JsonNode recorded = RECORDED.path("cases").path(index);
        String name = recorded.path("live").asText();
        ObjectNode live = (ObjectNode) RECORDED.path("live").path(name);
        ObjectNode wanted = recorded.path("file").deepCopy();
        wanted.withObjectProperty("metadata").withObjectProperty("annotations");
        ObjectNode applied =
                (ObjectNode)
                        JSON.readTree(live.at("/metadata/annotations").path(ANNOTATION).asText());
        JsonNode root = RECORDED.path("roots").path(name);
        ObjectNode patch =
                root.isMissingNode()
                        ? ThreeWayPatch.merge(applied, wanted, live)
                        : ThreeWayPatch.strategic(
                                applied, wanted, live, schemaNamed(root.asText()));
        assertThat(JSON.readTree(CompactJson.of(patch))).isEqualTo(recorded.path("patch"));
    }

    @Test
    void deletesAndAddsElementsByTheirKey() throws Exception {
        assertThat(
                        twoWay(
                                "{'containers': [{'name': 'a', 'image': 'x'}, {'name': 'b'}]}",
                                "{'containers': [{'name': 'c'}, {'name': 'a', 'image': 'y'}]}"))
                .isEqualTo(
                        json(
                                "{'containers': [{'name': 'c'}, {'name': 'a', 'image': 'y'},"
                                        + " {'$patch': 'delete', 'name': 'b'}],"
                                        + " '$setElementOrder/containers': [{'name': 'c'},"
                                        + " {'name': 'a'}]}"));
    }

    @Test
    void deletesScalarsBesideTheList() throws Exception {
        assertThat(twoWay("{'finalizers': ['b', 'a', 'c']}", "{'finalizers': ['d', 'a']}"))
                .isEqualTo(
                        json(
                                "{'finalizers': ['d'],"
                                        + " '$deleteFromPrimitiveList/finalizers': ['b', 'c'],"
                                        + " '$setElementOrder/finalizers': ['d', 'a']}"));
    }

    @Test
    void namesTheKeysThatStay() throws Exception {
        assertThat(
                        twoWay(
                                "{'strategy': {'type': 'x', 'rolling': {'a': 1}}}",
                                "{'strategy': {'type': 'y'}}"))
                .isEqualTo(
                        json(
                                "{'strategy': {'type': 'y', 'rolling': null,"
                                        + " '$retainKeys': ['type']}}"));
    }

    @Test
    void replacesWhatIsNotMerged() throws Exception {
        assertThat(
                        twoWay(
                                "{'args': [1, 2], 'whole': {'a': 1}, 'old': 1}",
                                "{'args': [2], 'whole': {'a': 2}, 'fresh': {'b': []}}"))
                .isEqualTo(
                        json(
                                "{'args': [2], 'whole': {'a': 2}, 'fresh': {'b': []},"
                                        + " 'old': null}"));
    }

    @Test
    void isEmptyBetweenEquals() throws Exception {
        String same = "{'containers': [{'name': 'a'}], 'finalizers': ['a'], 'unknown': {'a': 1}}";
        assertThat(twoWay(same, same)).isEqualTo(json("{}"));
    }

    @Test
    void keepsWhatOthersSet() throws Exception {
        assertThat(
                        ThreeWayPatch.strategic(
                                json("{'finalizers': ['a'], 'args': [1]}"),
                                json("{'finalizers': ['b']}"),
                                json("{'finalizers': ['a', 'theirs'], 'args': [1], 'own': 1}"),
                                POD))
                .isEqualTo(
                        json(
                                "{'finalizers': ['b'],"
                                        + " '$deleteFromPrimitiveList/finalizers': ['a'],"
                                        + " '$setElementOrder/finalizers': ['b'], 'args': null}"));
    }

    @Test
    void tellsWhyThereIsNoPatch() {
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(
                        () ->
                                twoWay(
                                        "{'containers': [{'name': 'a'}]}",
                                        "{'containers': [{'b': 1}]}"))
                .withMessage("map: map[b:1] does not contain declared merge key: name");
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> twoWay("{'unknown': {'a': 1}}", "{'unknown': {'a': 2}}"))
                .withMessage("unable to find api field \"unknown\"");
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> twoWay("{'finalizers': ['a']}", "{'finalizers': [1]}"))
                .withMessage("list element types are not identical: [[a] [1]]");
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(
                        () -> ThreeWayPatch.merge(json("{}"), json("{'kind': 'A'}"), json("{}")))
                .withMessage("At least one of apiVersion, kind and name was changed");
    }

    @Test
    void leavesItsArgumentsAlone() throws Exception {
        List<String> texts =
                List.of(
                        "{'finalizers': ['b', 'a'], 'containers': [{'name': 'x', 'image': '1'}]}",
                        "{'finalizers': ['c', 'a'], 'containers': [{'name': 'y'}]}",
                        "{'finalizers': ['b', 'a', 'd'], 'containers': [{'name': 'x'}]}");
        List<ObjectNode> given = texts.stream().map(ThreeWayPatchTest::json).toList();
        ThreeWayPatch.strategic(given.get(0), given.get(1), given.get(2), POD);
        ThreeWayPatch.merge(given.get(0), given.get(1), given.get(2));
        assertThat(given).isEqualTo(texts.stream().map(ThreeWayPatchTest::json).toList());
    }

    private static ObjectNode twoWay(String original, String modified) throws PatchException {
        ObjectNode patch = ThreeWayPatch.twoWay(json(original), json(modified), POD);
        return json(patch.toString());
    }

    private static PatchSchema schemaNamed(String name) {
        JsonNode schemas = RECORDED.path("schemas");
        return new PatchSchema(schemas.path(name), schemas::path);
    }

    private static PatchSchema schema(String text) {
        return new PatchSchema(json(text), JSON.createObjectNode()::path);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static JsonNode recorded() {
        try (InputStream in =
                Objects.requireNonNull(
                        ThreeWayPatchTest.class.getResourceAsStream("/patch/recorded.json"))) {
            return JSON.readTree(in);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
