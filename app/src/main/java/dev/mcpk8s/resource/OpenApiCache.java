package dev.mcpk8s.resource;

import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI documents last used with a connection, by an address that names their content. A few
 * megabytes at most, and none when memory is short.
 */
final class OpenApiCache {

    private static final long LIMIT = 4L << 20;

    private final Map<String, SoftReference<OpenApiDocument>> documents =
            new LinkedHashMap<>(8, 0.75f, true);

    @Nullable
    synchronized OpenApiDocument get(String address) {
        SoftReference<OpenApiDocument> kept = documents.get(address);
        return kept == null ? null : kept.get();
    }

    synchronized void put(String address, OpenApiDocument document) {
        if (document.size() > LIMIT) {
            return;
        }
        documents.put(address, new SoftReference<>(document));
        long size = size();
        Iterator<SoftReference<OpenApiDocument>> oldest = documents.values().iterator();
        while (size > LIMIT && oldest.hasNext()) {
            size -= sizeOf(oldest.next());
            oldest.remove();
        }
    }

    private long size() {
        return documents.values().stream().mapToLong(OpenApiCache::sizeOf).sum();
    }

    private static long sizeOf(SoftReference<OpenApiDocument> kept) {
        OpenApiDocument document = kept.get();
        return document == null ? 0 : document.size();
    }
}
