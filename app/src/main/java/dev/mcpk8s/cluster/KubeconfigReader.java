package dev.mcpk8s.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.Impersonation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a kubeconfig that nobody vouches for. Every field is either understood or refused by its
 * path, in every entry and not only in those of the chosen context: a dangerous field that is
 * merely skipped today is what somebody relies on tomorrow.
 */
final class KubeconfigReader {

    private static final String FLATTEN =
            "files are not read here; make it self-contained with"
                    + " kubectl config view --raw --flatten, which gives ";
    private static final String PROGRAM =
            "credential programs are not run here; log in and put the token into users[].user.token";

    private KubeconfigReader() {}

    /**
     * @param input YAML or JSON text, or base64 of it
     * @param limit how many bytes it may have once decoded
     * @throws CommandException {@link ErrorCode#KUBECONFIG_MISSING}, {@link
     *     ErrorCode#KUBECONFIG_INVALID} or {@link ErrorCode#KUBECONFIG_REFUSED}
     */
    static Kubeconfig read(String input, int limit) {
        return read(KubeconfigTree.parse(KubeconfigText.decode(input, limit)));
    }

    static Kubeconfig read(ObjectNode tree) {
        Fields root = new Fields(tree, "");
        requireValue(root, "apiVersion", "v1");
        requireValue(root, "kind", "Config");
        root.ignore("preferences", "extensions");
        Map<String, ClusterEntry> clusters = new LinkedHashMap<>();
        for (Fields entry : root.named("clusters")) {
            String name = entry.text("name");
            clusters.put(name, cluster(name, entry.object("cluster")));
            entry.end();
        }
        Map<String, UserEntry> users = new LinkedHashMap<>();
        for (Fields entry : root.named("users")) {
            String name = entry.text("name");
            users.put(name, user(name, entry.object("user")));
            entry.end();
        }
        Map<String, ContextEntry> contexts = new LinkedHashMap<>();
        for (Fields entry : root.named("contexts")) {
            String name = entry.text("name");
            contexts.put(name, context(entry.object("context")));
            entry.end();
        }
        String current = root.text("current-context");
        root.end();
        return new Kubeconfig(current, clusters, users, contexts);
    }

    private static void requireValue(Fields root, String field, String value) {
        String given = root.text(field);
        if (!given.isEmpty() && !given.equals(value)) {
            throw root.invalid(field, "must be " + value);
        }
    }

    private static ClusterEntry cluster(String name, Fields fields) {
        fields.refuse("certificate-authority", FLATTEN + "certificate-authority-data");
        fields.ignore("extensions");
        ClusterEntry cluster =
                new ClusterEntry(
                        name,
                        ServerAddress.server(fields, "server"),
                        fields.data("certificate-authority-data"),
                        fields.flag("insecure-skip-tls-verify"),
                        fields.text("tls-server-name"),
                        ProxyChoice.read(fields, "proxy-url"),
                        fields.flag("disable-compression"));
        fields.end();
        if (cluster.skipVerify() && !cluster.certificateAuthority().isEmpty()) {
            throw fields.invalid(
                    "certificate-authority-data",
                    "and insecure-skip-tls-verify exclude each other: specifying a root"
                            + " certificates file with the insecure flag is not allowed");
        }
        return cluster;
    }

    private static UserEntry user(String name, Fields fields) {
        fields.refuse("exec", PROGRAM);
        fields.refuse("auth-provider", PROGRAM);
        fields.refuse("tokenFile", "files are not read here; put the token into token");
        fields.refuse("client-certificate", FLATTEN + "client-certificate-data");
        fields.refuse("client-key", FLATTEN + "client-key-data");
        fields.ignore("extensions");
        Impersonation impersonation =
                new Impersonation(
                        fields.text("as"),
                        fields.text("as-uid"),
                        fields.texts("as-groups"),
                        fields.textLists("as-user-extra"));
        UserEntry user =
                new UserEntry(
                        name,
                        fields.text("token"),
                        fields.text("username"),
                        fields.text("password"),
                        fields.data("client-certificate-data"),
                        fields.data("client-key-data"),
                        impersonation);
        fields.end();
        requireConsistent(fields, user);
        return user;
    }

    /** kubectl: client-go {@code tools/clientcmd/validation.go}, {@code validateAuthInfo}. */
    private static void requireConsistent(Fields fields, UserEntry user) {
        boolean basic = !user.username().isEmpty() || !user.password().isEmpty();
        if (basic && !user.token().isEmpty()) {
            throw fields.invalid(
                    "token",
                    "and username are both given: more than one authentication method found for "
                            + Fields.shown(user.name())
                            + "; found [token basicAuth], only one is allowed");
        }
        if (user.token().chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw fields.invalid("token", "has a character that no token can have");
        }
        if (user.clientKey().isEmpty() && !user.clientCertificate().isEmpty()) {
            throw fields.invalid(
                    "client-key-data",
                    "is missing: client-key-data must be specified to use"
                            + " client-certificate-data");
        }
    }

    private static ContextEntry context(Fields fields) {
        fields.ignore("extensions");
        ContextEntry context =
                new ContextEntry(
                        fields.text("cluster"), fields.text("user"), fields.text("namespace"));
        fields.end();
        return context;
    }
}
