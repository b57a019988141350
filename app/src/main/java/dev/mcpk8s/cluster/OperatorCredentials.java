package dev.mcpk8s.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Puts credentials in place of the programs ({@code exec}) that the operator's own kubeconfig
 * names. Only the program of the user that a request means is run; what it says is remembered until
 * it expires, or until a server answers 401 (client-go: {@code plugin/pkg/client/auth/exec}).
 */
@Singleton
final class OperatorCredentials {

    private static final String MENTION = "\"exec\"";

    private final CredentialSettings settings;
    private final CredentialPrograms programs;
    private final Map<Digest, ExecCredential> known = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    OperatorCredentials(CredentialSettings settings, CredentialPrograms programs) {
        this.settings = settings;
        this.programs = programs;
    }

    /**
     * @param text the operator's kubeconfig
     * @param flags the command's, which win over the request's fields
     * @throws CommandException {@link ErrorCode#KUBECONFIG_REFUSED} when programs may not run,
     *     {@link ErrorCode#KUBECONFIG_INVALID} when one failed
     */
    String complete(String text, ClusterTarget target, GlobalFlags flags) {
        if (!text.contains(MENTION)) {
            return text;
        }
        ObjectNode tree = KubeconfigTree.parse(text);
        String current = tree.path("current-context").asText("");
        JsonNode context =
                entry(
                        tree,
                        "contexts",
                        "context",
                        first(flags.context(), target.context(), current));
        String chosen = first(flags.user(), null, context.path("user").asText(""));
        String cluster = first(flags.cluster(), null, context.path("cluster").asText(""));
        for (JsonNode user : tree.path("users")) {
            if (user.get("user") instanceof ObjectNode fields
                    && fields.remove("exec") instanceof ObjectNode exec
                    && user.path("name").asText("").equals(chosen)) {
                fields.setAll(
                        credential(chosen, exec, entry(tree, "clusters", "cluster", cluster)));
            }
        }
        return tree.toString();
    }

    /** Users whose credentials come from programs have none here. */
    static String withoutPrograms(String text) {
        if (!text.contains(MENTION)) {
            return text;
        }
        ObjectNode tree = KubeconfigTree.parse(text);
        for (JsonNode user : tree.path("users")) {
            if (user.get("user") instanceof ObjectNode fields) {
                JsonNode _ = fields.remove("exec");
            }
        }
        return tree.toString();
    }

    /** A server did not accept what is remembered. */
    void forget() {
        lock.lock();
        try {
            known.values().removeIf(ExecCredential::mayBeStale);
        } finally {
            lock.unlock();
        }
    }

    private ObjectNode credential(String user, ObjectNode exec, JsonNode cluster) {
        if (!settings.enabled()) {
            throw new CommandException(
                    ErrorCode.KUBECONFIG_REFUSED,
                    "users["
                            + Fields.shown(user)
                            + "].user.exec: credential programs of the service's own kubeconfig run"
                            + " only where its operator allows it, with"
                            + " mcp-k8s.credential-programs.enabled");
        }
        ExecProgram program = ExecProgram.read(user, exec, cluster);
        Digest key = Digest.of(program.toKey());
        lock.lock();
        try {
            ExecCredential credential = known.get(key);
            if (credential == null || credential.isExpired()) {
                credential = ExecCredential.read(program, run(program));
                known.put(key, credential);
            }
            return credential.fields();
        } finally {
            lock.unlock();
        }
    }

    private String run(ExecProgram program) {
        try {
            return programs.run(program.command(), program.environment(), settings.timeLimit());
        } catch (IOException failed) {
            throw program.failed(String.valueOf(failed.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandException(ErrorCode.CANCELLED, "interrupted");
        }
    }

    private static JsonNode entry(ObjectNode tree, String list, String kind, String name) {
        for (JsonNode entry : tree.path(list)) {
            if (entry.path("name").asText("").equals(name)) {
                return entry.path(kind);
            }
        }
        return tree.path("");
    }

    private static String first(@Nullable String one, @Nullable String two, String otherwise) {
        if (one != null && !one.isEmpty()) {
            return one;
        }
        return two != null && !two.isEmpty() ? two : otherwise;
    }
}
