package dev.mcpk8s.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mcpk8s.cluster.ApiRequest;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.resource.Discovery.Group;
import dev.mcpk8s.resource.Discovery.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Asks an API server what it serves: two calls where it can tell everything at once, else one more
 * for each group version (client-go: {@code discovery/discovery_client.go}).
 */
final class DiscoveryClient {

    private static final String ACCEPT =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
                    + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,"
                    + "application/json";

    private record Answer(boolean aggregated, JsonNode document) {}

    private final ObjectClient objects;
    private final DiscoveryDocuments documents = new DiscoveryDocuments();

    DiscoveryClient(ObjectClient objects) {
        this.objects = objects;
    }

    Discovery discover() throws IOException {
        Answer core;
        try {
            core = ask("/api");
        } catch (StatusException failure) {
            if (!failure.isNotFound()) {
                throw failure;
            }
            core = new Answer(true, JsonNodeFactory.instance.objectNode());
        }
        Answer groups = ask("/apis");
        List<Group> found = new ArrayList<>();
        Map<GroupVersion, String> failures = new LinkedHashMap<>();
        if (core.aggregated() && groups.aggregated()) {
            for (Answer answer : List.of(core, groups)) {
                Discovery part = documents.aggregated(answer.document());
                found.addAll(part.groups());
                failures.putAll(part.failures());
            }
            return new Discovery(found, failures);
        }
        found.addAll(
                core.aggregated()
                        ? documents.aggregated(core.document()).groups()
                        : documents.legacyVersions(core.document()));
        found.addAll(
                groups.aggregated()
                        ? documents.aggregated(groups.document()).groups()
                        : documents.legacyGroups(groups.document()));
        return oneByOne(found);
    }

    private Discovery oneByOne(List<Group> groups) throws IOException {
        List<Group> filled = new ArrayList<>();
        Map<GroupVersion, String> failures = new LinkedHashMap<>();
        for (Group group : groups) {
            List<Version> versions = new ArrayList<>();
            for (Version version : group.versions()) {
                GroupVersion groupVersion = version.groupVersion();
                List<ApiResource> resources = List.of();
                try {
                    resources = list(groupVersion);
                } catch (StatusException failure) {
                    failures.put(groupVersion, failure.text());
                }
                versions.add(new Version(groupVersion, resources));
            }
            filled.add(new Group(group.name(), group.preferredVersion(), versions));
        }
        return new Discovery(filled, failures);
    }

    private List<ApiResource> list(GroupVersion groupVersion) throws IOException {
        JsonNode resources = objects.send(ApiRequest.get(groupVersion.path()), "").json();
        return documents.legacyResources(groupVersion, resources);
    }

    private Answer ask(String path) throws IOException {
        ApiResponse response = objects.sendAboutServer(ApiRequest.get(path).accepting(ACCEPT));
        return new Answer(isAggregated(response), response.json());
    }

    private static boolean isAggregated(ApiResponse response) {
        String type = response.header("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).contains("as=apigroupdiscoverylist");
    }
}
