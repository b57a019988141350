package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.FoundObject;
import dev.mcpk8s.resource.LabelSelector;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.Representation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches what files describe for a watch, which takes no lists and ends at the first failure
 * (cli-runtime: {@code resource/visitor.go}, {@code RetrieveLatest}).
 */
final class DescribedFetch {

    private final GetCommand command;
    private final ClusterSession session;
    private final LabelSelector selector;

    DescribedFetch(GetCommand command, ClusterSession session) {
        this.command = command;
        this.session = session;
        this.selector = LabelSelector.of(command.labelSelector());
    }

    /**
     * An object.
     *
     * @param answer it as the cluster has it; what a file has without a name, as the file has it
     */
    record Live(FoundObject object, ApiResponse answer) {}

    /**
     * All of them, at least one.
     *
     * @throws CommandException the first failure, also when there is nothing
     */
    List<Live> fetch(ObjectSource files, Representation form) throws IOException {
        List<Live> found = new ArrayList<>();
        files.watched().visit(session, object -> add(object, form, found));
        if (found.isEmpty()) {
            throw failed("no objects passed to get");
        }
        return found;
    }

    private void add(FoundObject object, Representation form, List<Live> found) throws IOException {
        JsonNode live = latest(object, form);
        if (!selector.matches(live)) {
            return;
        }
        String required = command.allNamespaces() ? null : command.flags().namespace();
        if (required != null) {
            object.requireNamespace(required);
        }
        found.add(new Live(object, new WrittenObject(live)));
    }

    private JsonNode latest(FoundObject object, Representation form) throws IOException {
        if (object.name().isEmpty()) {
            return object.manifest();
        }
        if (object.mapping().namespaced() && object.namespace().isEmpty()) {
            throw failed(
                    "no namespace set on resource %s %s"
                            .formatted(object.mapping().describe(), GoQuote.quote(object.name())));
        }
        try (ApiResponse answer =
                session.objects()
                        .get(object.mapping(), object.namespace(), object.name(), "", form)) {
            return answer.json();
        }
    }

    private static CommandException failed(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
