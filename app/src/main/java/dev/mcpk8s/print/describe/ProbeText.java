package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Probes, one line each (kubectl: {@code describe/describe.go}, {@code DescribeProbe}). */
final class ProbeText {

    /** What Go leaves alone in a host beside letters and digits (net/url). */
    private static final String IN_HOST = "!\"$&'()*+,-.:;<=>[]_~";

    /** The same in a path. */
    private static final String IN_PATH = "$&+,-./:;=@_~";

    private ProbeText() {}

    static String of(JsonNode probe) {
        String times =
                "delay=%ss timeout=%ss period=%ss #success=%s #failure=%s"
                        .formatted(
                                FieldValue.number(probe.path("initialDelaySeconds")),
                                FieldValue.number(probe.path("timeoutSeconds")),
                                FieldValue.number(probe.path("periodSeconds")),
                                FieldValue.number(probe.path("successThreshold")),
                                FieldValue.number(probe.path("failureThreshold")));
        return action(probe) + " " + times;
    }

    private static String action(JsonNode probe) {
        JsonNode exec = probe.path("exec");
        JsonNode http = probe.path("httpGet");
        JsonNode tcp = probe.path("tcpSocket");
        JsonNode grpc = probe.path("grpc");
        if (exec.isObject()) {
            return "exec " + FieldValue.list(exec.path("command"));
        } else if (http.isObject()) {
            return "http-get " + url(http);
        } else if (tcp.isObject()) {
            String host = FieldValue.text(tcp.path("host"));
            return "tcp-socket " + host + ":" + FieldValue.number(tcp.path("port"));
        } else if (grpc.isObject()) {
            String port = FieldValue.number(grpc.path("port"));
            return "grpc <pod>:" + port + " " + FieldValue.text(grpc.path("service"));
        }
        return "unknown";
    }

    private static String url(JsonNode http) {
        String scheme = FieldValue.text(http.path("scheme")).toLowerCase(Locale.ROOT);
        String host = FieldValue.text(http.path("host"));
        String port = FieldValue.number(http.path("port"));
        if (!port.isEmpty()) {
            host = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
        String path = FieldValue.text(http.path("path"));
        return (scheme.isEmpty() ? "//" : scheme + "://")
                + escaped(host, IN_HOST)
                + (path.isEmpty() || path.startsWith("/") || host.isEmpty() ? "" : "/")
                + (path.equals("*") ? path : escaped(path, IN_PATH));
    }

    private static String escaped(String text, String allowed) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xFF;
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || allowed.indexOf(c) >= 0;
            if (plain) {
                escaped.append((char) c);
            } else {
                escaped.append('%').append(String.format(Locale.ROOT, "%02X", c));
            }
        }
        return escaped.toString();
    }
}
