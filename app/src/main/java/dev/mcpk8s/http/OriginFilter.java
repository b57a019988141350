package dev.mcpk8s.http;

import dev.mcpk8s.error.ErrorCode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.HttpServerConfiguration;
import java.util.List;

/**
 * Keeps web pages of others from using a person's browser to run commands here: a foreign {@code
 * Origin} is refused, and so is a foreign {@code Host} while the service listens on loopback, where
 * nobody can call it by another name but a page that plays tricks with DNS.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class OriginFilter implements Ordered {

    private final HostNames names;
    private final boolean hostsAreChecked;

    OriginFilter(HttpSettings settings, HttpServerConfiguration server) {
        this.names = new HostNames(settings.allowedHosts(), settings.allowedOrigins());
        this.hostsAreChecked =
                !settings.allowedHosts().isEmpty()
                        || server.getHost().map(HostNames::isLoopback).orElse(false);
    }

    /** After the request has its name, before the framework's own check, which explains nothing. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        List<String> hosts = request.getHeaders().getAll(HttpHeaders.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && hostsAreChecked)) {
            // The framework hands over a request whose address it cannot read without its headers.
            return refuse(
                    request,
                    ErrorCode.INVALID_REQUEST,
                    "a request needs one Host header and an address that is well formed");
        }
        String host = hosts.isEmpty() ? null : hosts.getFirst();
        if (host != null && hostsAreChecked && !names.allowsHost(host)) {
            return refuse(
                    request,
                    ErrorCode.FORBIDDEN,
                    "this Host is not one of the service's own names; the setting"
                            + " mcp-k8s.http.allowed-hosts adds names");
        }
        for (String origin : request.getHeaders().getAll(HttpHeaders.ORIGIN)) {
            if (!names.allowsOrigin(origin, host)) {
                return refuse(
                        request,
                        ErrorCode.FORBIDDEN,
                        "pages of this Origin may not call the service; the setting"
                                + " mcp-k8s.http.allowed-origins adds origins");
            }
        }
        return null;
    }

    private static HttpResponse<?> refuse(HttpRequest<?> request, ErrorCode code, String why) {
        int nothingRan = ErrorCode.INVALID_REQUEST.exitStatus();
        return ProblemResponses.answer(Problem.of(code, why, nothingRan, RequestIds.of(request)));
    }
}
