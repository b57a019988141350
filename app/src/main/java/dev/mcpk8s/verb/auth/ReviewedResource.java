package dev.mcpk8s.verb.auth;

import dev.mcpk8s.command.CanICommand.Question;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The type that access is asked for, as the server's rules name it. What discovery does not know is
 * asked for as typed, with a warning (kubectl: {@code pkg/cmd/auth/cani.go}, {@code resourceFor}).
 *
 * @param group empty for the core group
 */
record ReviewedResource(String group, String resource) {

    private static final String ANY = "*";
    private static final Set<String> UNLISTED = Set.of("users", "groups");
    private static final Set<String> VERBS =
            Set.of(
                    "get",
                    "list",
                    "watch",
                    "create",
                    "update",
                    "patch",
                    "delete",
                    "deletecollection",
                    "use",
                    "bind",
                    "impersonate",
                    ANY,
                    "approve",
                    "sign",
                    "escalate",
                    "attest");

    /**
     * @param warnings receives kubectl's warnings, which end with an empty line
     */
    static ReviewedResource find(
            Question.Resource question,
            boolean allNamespaces,
            ClusterSession session,
            Consumer<String> warnings)
            throws IOException {
        String type = question.type();
        ResourceMapping mapping = type.equals(ANY) ? null : known(type, session);
        if (mapping == null && !type.equals(ANY)) {
            warnOfUnknown(type.toLowerCase(Locale.ROOT), warnings);
        }
        ReviewedResource found =
                mapping == null
                        ? new ReviewedResource("", type)
                        : new ReviewedResource(mapping.groupVersion().group(), mapping.resource());
        if (!found.resource().isEmpty() && !allNamespaces) {
            if (mapping != null && !mapping.namespaced()) {
                warnings.accept(
                        "resource '"
                                + found.resource()
                                + "' is not namespace scoped"
                                + inGroup(found.group()));
            }
            if (!VERBS.contains(question.verb())) {
                warnings.accept("verb '" + question.verb() + "' is not a known verb\n");
            }
        }
        return found;
    }

    /** Null also when the server cannot say: kubectl then goes on to ask for access. */
    private static @Nullable ResourceMapping known(String type, ClusterSession session)
            throws IOException {
        try {
            return session.findMapping(type.toLowerCase(Locale.ROOT));
        } catch (CommandException unanswered) {
            if (unanswered.code() == ErrorCode.API_STATUS
                    || unanswered.code() == ErrorCode.CLUSTER_UNREACHABLE) {
                return null;
            }
            throw unanswered;
        }
    }

    private static void warnOfUnknown(String type, Consumer<String> warnings) {
        if (!UNLISTED.contains(type)) {
            String[] parts = type.split("\\.", 2);
            warnings.accept(
                    "the server doesn't have a resource type '"
                            + parts[0]
                            + "'"
                            + inGroup(parts.length > 1 ? parts[1] : ""));
        }
    }

    private static String inGroup(String group) {
        return group.isEmpty() ? "\n" : " in group '" + group + "'\n";
    }
}
