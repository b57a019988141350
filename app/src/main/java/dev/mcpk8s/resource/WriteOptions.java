package dev.mcpk8s.resource;

import dev.mcpk8s.cluster.ApiRequest;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to take a change.
 *
 * @param dryRun whether it only tells what would be
 * @param fieldManager who changes; empty to let the server name one
 * @param force whether an apply takes fields from other managers; null when it is no apply
 */
public record WriteOptions(boolean dryRun, String fieldManager, @Nullable Boolean force) {

    ApiRequest on(ApiRequest request) {
        ApiRequest result = dryRun ? request.withQuery("dryRun", "All") : request;
        if (!fieldManager.isEmpty()) {
            result = result.withQuery("fieldManager", fieldManager);
        }
        return force == null ? result : result.withQuery("force", force.toString());
    }
}
