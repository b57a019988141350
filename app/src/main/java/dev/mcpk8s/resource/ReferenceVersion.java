package dev.mcpk8s.resource;

import dev.mcpk8s.golang.GoQuote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The kubectl whose behaviour is promised. Its version is what {@code version} prints, because what
 * the service does is what this kubectl does; the fields are those of the build that the tests run
 * beside the service (a Go module pins it).
 */
public final class ReferenceVersion {

    /** {@code version.Info} of apimachinery, in its own order. */
    public static final Map<String, String> CLIENT = client();

    /** The kustomize inside kubectl. */
    public static final String KUSTOMIZE = "v5.8.1";

    public static final String GIT_VERSION = "v1.36.2";

    /** The fields of {@code version.Info} in the order Go prints them; most may be missing. */
    public static final List<String> FIELDS =
            List.of(
                    "major",
                    "minor",
                    "emulationMajor",
                    "emulationMinor",
                    "minCompatibilityMajor",
                    "minCompatibilityMinor",
                    "gitVersion",
                    "gitCommit",
                    "gitTreeState",
                    "buildDate",
                    "goVersion",
                    "compiler",
                    "platform");

    private ReferenceVersion() {}

    private static Map<String, String> client() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("major", "1");
        fields.put("minor", "36");
        fields.put("gitVersion", "v1.36.2");
        fields.put("gitCommit", "24e2b02af5543d7910c2bb074c7264df5a8f0467");
        fields.put("gitTreeState", "clean");
        fields.put("buildDate", "2026-06-11T18:09:07Z");
        fields.put("goVersion", "go1.26.8");
        fields.put("compiler", "gc");
        fields.put("platform", "linux/amd64");
        return fields;
    }

    /** Whether a server is of the very same build, as {@code --match-server-version} asks. */
    static boolean isSame(Map<String, String> server) {
        for (String field : List.of("gitVersion", "gitCommit", "gitTreeState")) {
            if (!server.getOrDefault(field, "").equals(CLIENT.get(field))) {
                return false;
            }
        }
        return true;
    }

    /** A {@code version.Info} in Go's {@code %#v} form, as kubectl's message shows it. */
    static String inGoSyntax(Map<String, String> version) {
        List<String> fields = new ArrayList<>();
        for (String field : FIELDS) {
            String name = Character.toUpperCase(field.charAt(0)) + field.substring(1);
            fields.add(name + ":" + GoQuote.quote(version.getOrDefault(field, "")));
        }
        return "version.Info{" + String.join(", ", fields) + "}";
    }
}
