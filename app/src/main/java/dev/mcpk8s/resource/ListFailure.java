package dev.mcpk8s.resource;

import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.golang.GoQuote;

/**
 * Why a list could not be had, in kubectl's words (cli-runtime: {@code pkg/resource/selector.go}).
 */
final class ListFailure {

    private ListFailure() {}

    /** The failure itself, or one that says what was selected when that may be the reason. */
    static StatusException of(
            StatusException failure, ResourceMapping mapping, ListOptions options) {
        if (!failure.isBadRequest() && !failure.isNotFound()) {
            return failure;
        }
        return new StatusException(
                failure.httpStatus(),
                failure.reason(),
                message(failure, mapping, options),
                failure.kind(),
                failure.name(),
                failure.causes());
    }

    private static String message(
            StatusException failure, ResourceMapping mapping, ListOptions options) {
        String type = GoQuote.quote(mapping.describe());
        boolean selected = !options.labelSelector().isEmpty() || !options.fieldSelector().isEmpty();
        return selected
                ? "Unable to find %s that match label selector %s, field selector %s: %s"
                        .formatted(
                                type,
                                GoQuote.quote(options.labelSelector()),
                                GoQuote.quote(options.fieldSelector()),
                                failure.text())
                : "Unable to list " + type + ": " + failure.text();
    }
}
