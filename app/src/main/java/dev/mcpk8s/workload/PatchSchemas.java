package dev.mcpk8s.workload;

import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.patch.PatchSchema;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.GroupVersionKind;
import dev.mcpk8s.resource.OpenApiClient;
import dev.mcpk8s.resource.OpenApiDocument;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster says of patching its types, asked once per command (kubectl: {@code
 * pkg/cmd/apply/patcher.go}). Where it has no OpenAPI 3, version 2 tells the same.
 */
public final class PatchSchemas {

    private final ClusterSession session;
    private final Map<GroupVersion, OpenApiDocument> documents = new HashMap<>();
    private OpenApiClient.@Nullable Index index;
    private @Nullable OpenApiDocument swagger;

    public PatchSchemas(ClusterSession session) {
        this.session = session;
    }

    /** Null for a type whose lists the server cannot merge: it takes JSON merge patches only. */
    @Nullable PatchSchema of(ResourceMapping mapping) throws IOException {
        GroupVersionKind kind = new GroupVersionKind(mapping.groupVersion(), mapping.kind());
        OpenApiDocument document = documents.get(mapping.groupVersion());
        if (document == null) {
            document = ask(mapping.groupVersion());
            documents.put(mapping.groupVersion(), document);
        }
        List<String> names = document.schemasOf(kind);
        return document.isPatchedStrategically(kind) && !names.isEmpty()
                ? new PatchSchema(document.schema(names.getFirst()), document::schema)
                : null;
    }

    private OpenApiDocument ask(GroupVersion version) throws IOException {
        try {
            OpenApiClient.Index known = index == null ? session.openApi().index() : index;
            index = known;
            OpenApiDocument document = known.document(version);
            if (document != null) {
                return document;
            }
        } catch (StatusException without) {
            if (without.httpStatus() == 401) {
                throw without;
            }
        }
        OpenApiDocument whole = swagger == null ? session.openApi().swagger() : swagger;
        swagger = whole;
        return whole;
    }
}
