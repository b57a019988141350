package dev.mcpk8s.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.cluster.ApiRequest;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.cluster.ClusterConnection;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.golang.GoDuration;
import dev.mcpk8s.resource.manifest.CompactJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects of any type without knowing it. Answers are handed out as they arrive; failures of
 * the server are thrown in kubectl's words.
 */
public final class ObjectClient {

    private static final String RAW = "application/json, */*";

    private final ClusterConnection connection;
    private final @Nullable Duration timeout;

    /**
     * @param timeout which the server is told, so that it gives a list up when we do; null for none
     */
    ObjectClient(ClusterConnection connection, @Nullable Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
    }

    /**
     * One object.
     *
     * @param namespace ignored for types without one
     * @param subresource empty for the object itself
     * @throws StatusException also when the namespace does not exist; then it tells so
     */
    public ApiResponse get(
            ResourceMapping mapping,
            String namespace,
            String name,
            String subresource,
            Representation form)
            throws IOException {
        String path = collection(mapping, namespace) + "/" + PathSegments.name(name);
        if (!subresource.isEmpty()) {
            path += "/" + PathSegments.subresource(subresource);
        }
        try {
            return send(request(path, form), mapping.qualifiedResource() + " " + name);
        } catch (StatusException failure) {
            if (failure.isNotFound() && mapping.namespaced() && !namespace.equals("default")) {
                checkNamespace(namespace);
            }
            throw failure;
        }
    }

    /**
     * A page of a list.
     *
     * @param namespace empty for all; ignored for types without one
     */
    public ApiResponse list(
            ResourceMapping mapping, String namespace, ListOptions options, Representation form)
            throws IOException {
        ApiRequest request = list(collection(mapping, namespace), options).accepting(form.accept());
        request = with(request, "includeObject", form.includeObject());
        if (form.holdsObjects()) {
            request = request.untilRead();
        }
        try {
            return send(request, mapping.qualifiedResource());
        } catch (StatusException failure) {
            throw ListFailure.of(failure, mapping, options);
        }
    }

    /**
     * One object, with nothing explained: for verbs in which kubectl reads a type it knows.
     *
     * @param namespace empty for none; ignored for types without one
     */
    public ApiResponse read(ResourceMapping mapping, String namespace, String name)
            throws IOException {
        String path = collection(mapping, namespace) + "/" + PathSegments.name(name);
        return send(ApiRequest.get(path), mapping.qualifiedResource() + " " + name);
    }

    /** All objects of a type, likewise. */
    public ApiResponse readAll(ResourceMapping mapping, String namespace, ListOptions options)
            throws IOException {
        return send(list(collection(mapping, namespace), options), mapping.qualifiedResource());
    }

    /**
     * Posts a review: a question to the server in the form of an object that is never stored.
     *
     * @param question without {@code apiVersion} and {@code kind}, which are added
     */
    public ApiResponse ask(ResourceMapping mapping, ObjectNode question) throws IOException {
        GroupVersion version = mapping.groupVersion();
        question.put("apiVersion", version.toString()).put("kind", mapping.kind());
        byte[] body = question.toString().getBytes(StandardCharsets.UTF_8);
        ApiRequest request =
                new ApiRequest(
                        "POST", collection(mapping, ""), ApiRequest.JSON, body, ApiRequest.JSON);
        return send(request, mapping.qualifiedResource());
    }

    /**
     * Creates an object.
     *
     * @param namespace ignored for types without one
     * @return the object as the server has it, or would have it
     */
    public ApiResponse create(
            ResourceMapping mapping, String namespace, ObjectNode object, WriteOptions options)
            throws IOException {
        return write("POST", collection(mapping, namespace), ApiRequest.JSON, object, options)
                .send(mapping.qualifiedResource());
    }

    /**
     * Changes an object.
     *
     * @param patch in the form that the type tells
     * @return the object as the server has it, or would have it
     */
    public ApiResponse patch(
            FoundObject object, PatchType type, ObjectNode patch, WriteOptions options)
            throws IOException {
        ResourceMapping mapping = object.mapping();
        String name = PathSegments.name(object.name());
        String path = collection(mapping, object.namespace()) + "/" + name;
        return write("PATCH", path, type.mediaType(), patch, options)
                .send(mapping.qualifiedResource() + " " + object.name());
    }

    /**
     * Deletes an object.
     *
     * @param options {@code meta/v1.DeleteOptions}, such as its {@code propagationPolicy}
     * @return the object, or a status that tells of success
     */
    public ApiResponse delete(
            ResourceMapping mapping, String namespace, String name, ObjectNode options)
            throws IOException {
        String path = collection(mapping, namespace) + "/" + PathSegments.name(name);
        byte[] body = options.toString().getBytes(StandardCharsets.UTF_8);
        return send(
                new ApiRequest("DELETE", path, ApiRequest.JSON, body, ApiRequest.JSON),
                mapping.qualifiedResource() + " " + name);
    }

    /** A call that is ready but for what to say of it in an error. */
    @FunctionalInterface
    private interface Call {
        ApiResponse send(String subject) throws IOException;
    }

    private Call write(
            String method, String path, String mediaType, ObjectNode body, WriteOptions options) {
        byte[] bytes = CompactJson.of(body).getBytes(StandardCharsets.UTF_8);
        ApiRequest request =
                options.on(new ApiRequest(method, path, ApiRequest.JSON, bytes, mediaType));
        return subject -> send(request, subject);
    }

    /**
     * The changes to a list, one JSON document each, as they happen.
     *
     * @param resourceVersion after which changes are told; empty for any
     * @param longest how long to watch; null until the server ends it
     */
    public ApiResponse watch(
            ResourceMapping mapping,
            String namespace,
            ListOptions options,
            String resourceVersion,
            @Nullable Duration longest)
            throws IOException {
        ApiRequest request =
                watchRequest(mapping, namespace, options, resourceVersion, Representation.OBJECT);
        return send(
                longest == null ? request : request.within(longest), mapping.qualifiedResource());
    }

    /**
     * The same until the server ends it. What a slow reader has not read yet stays with the server,
     * which ends the watch when that is too much.
     */
    public ApiResponse watch(
            ResourceMapping mapping,
            String namespace,
            ListOptions options,
            String resourceVersion,
            Representation form)
            throws IOException {
        return send(
                watchRequest(mapping, namespace, options, resourceVersion, form).untilRead(),
                mapping.qualifiedResource());
    }

    private static ApiRequest watchRequest(
            ResourceMapping mapping,
            String namespace,
            ListOptions options,
            String resourceVersion,
            Representation form) {
        ApiRequest request = request(collection(mapping, namespace), form);
        request = with(request, "labelSelector", options.labelSelector());
        request = with(request, "fieldSelector", options.fieldSelector());
        return with(request, "resourceVersion", resourceVersion).withQuery("watch", "true");
    }

    /** Whatever is at a path, which may carry a query. */
    public ApiResponse raw(String path) throws IOException {
        return send(ApiRequest.get(path).accepting(RAW).untilRead(), "");
    }

    /**
     * @param subject what the path is about, for an error without words of its own
     */
    ApiResponse send(ApiRequest request, String subject) throws IOException {
        ApiResponse response = connection.send(request);
        if (response.status() >= 200 && response.status() < 300) {
            if (!subject.isEmpty()) {
                ApiErrors.requireObjects(response);
            }
            return response;
        }
        try (response) {
            throw ApiErrors.read(response, request.method(), subject);
        }
    }

    /** What the server says of itself; kubectl does not read what such failures say. */
    ApiResponse sendAboutServer(ApiRequest request) throws IOException {
        ApiResponse response = connection.send(request);
        if (response.status() >= 200 && response.status() < 300) {
            return response;
        }
        try (response) {
            throw ApiErrors.readUnstructured(response, request.method());
        }
    }

    private void checkNamespace(String namespace) throws IOException {
        try (ApiResponse found = send(ApiRequest.get(namespacePath(namespace)), "")) {
            found.body().readAllBytes();
        } catch (StatusException failure) {
            if (failure.isNotFound()) {
                throw failure;
            }
        }
    }

    private static String collection(ResourceMapping mapping, String namespace) {
        String path = mapping.groupVersion().path();
        if (mapping.namespaced() && !namespace.isEmpty()) {
            path += "/namespaces/" + PathSegments.namespace(namespace);
        }
        return path + "/" + mapping.resource();
    }

    private ApiRequest list(String path, ListOptions options) {
        ApiRequest request = ApiRequest.get(path);
        request = with(request, "labelSelector", options.labelSelector());
        request = with(request, "fieldSelector", options.fieldSelector());
        request = with(request, "limit", options.limit() == 0 ? "" : "" + options.limit());
        request = with(request, "continue", options.continueToken());
        return with(request, "timeout", timeout == null ? "" : GoDuration.text(timeout));
    }

    private static String namespacePath(String namespace) {
        return "/api/v1/namespaces/" + PathSegments.name(namespace);
    }

    private static ApiRequest request(String path, Representation form) {
        ApiRequest request = ApiRequest.get(path).accepting(form.accept());
        return with(request, "includeObject", form.includeObject());
    }

    private static ApiRequest with(ApiRequest request, String name, String value) {
        return value.isEmpty() ? request : request.withQuery(name, value);
    }
}
