package dev.mcpk8s.cluster;

import dev.mcpk8s.command.Impersonation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import okhttp3.Credentials;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Who a request comes from: user agent, credentials, impersonation.
 *
 * <p>As kubectl does, credentials go over TLS only (client-go: {@code
 * tools/clientcmd/client_config.go}, {@code ClientConfig}). The user agent is kubectl's, because
 * the server derives the field manager's name from it.
 */
final class IdentityHeaders implements Interceptor {

    private static final String LEGAL = "!#$&'*+-.^_`|~";

    private final Headers headers;

    private IdentityHeaders(Headers headers) {
        this.headers = headers;
    }

    /**
     * @throws CommandException when a value cannot stand in a header, in Go's words
     */
    static IdentityHeaders of(ResolvedTarget target) {
        UserEntry user = target.user();
        Headers.Builder headers = new Headers.Builder().add("User-Agent", userAgent());
        if (target.cluster().disableCompression()) {
            headers.add("Accept-Encoding", "identity");
        }
        if (target.cluster().address().scheme().equals("https")) {
            if (!user.token().isEmpty()) {
                headers.add("Authorization", "Bearer " + user.token());
            } else if (!user.username().isEmpty() || !user.password().isEmpty()) {
                headers.add(
                        "Authorization",
                        Credentials.basic(
                                user.username(), user.password(), StandardCharsets.UTF_8));
            }
        }
        impersonate(headers, user.impersonation());
        return new IdentityHeaders(headers.build());
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request.Builder request = chain.request().newBuilder();
        headers.names().forEach(request::removeHeader);
        Headers sent = request.build().headers().newBuilder().addAll(headers).build();
        return chain.proceed(request.headers(sent).build());
    }

    private static void impersonate(Headers.Builder headers, Impersonation identity) {
        if (identity.user() == null) {
            return;
        }
        add(headers, "Impersonate-User", identity.user());
        if (identity.uid() != null) {
            add(headers, "Impersonate-Uid", identity.uid());
        }
        identity.groups().forEach(group -> add(headers, "Impersonate-Group", group));
        for (Map.Entry<String, List<String>> extra : identity.extra().entrySet()) {
            String name = "Impersonate-Extra-" + escape(extra.getKey());
            extra.getValue().forEach(value -> add(headers, name, value));
        }
    }

    private static void add(Headers.Builder headers, String name, String value) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
            throw CommandException.verbatim(
                    ErrorCode.CLUSTER_UNREACHABLE,
                    "Unable to connect to the server: net/http: invalid header field value for \""
                            + name
                            + "\"");
        }
        headers.addUnsafeNonAscii(name, value);
    }

    /** client-go: {@code transport/round_trippers.go}, {@code headerKeyEscape}. */
    private static String escape(String key) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean letter = c < 0x80 && Character.isLetterOrDigit(c);
            if (letter || LEGAL.indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append('%').append(String.format("%02X", (int) c));
            }
        }
        return escaped.toString();
    }

    private static String userAgent() {
        String machine = System.getProperty("os.arch", "amd64");
        String architecture = machine.equals("aarch64") ? "arm64" : machine;
        return "kubectl/v1.36.2 (linux/" + architecture + ") kubernetes/24e2b02";
    }
}
