package dev.mcpk8s.resource;

import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.cluster.ClusterConnection;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.HeapBudget;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command's dealings with its cluster: the connection it leased, what the cluster serves, and
 * the warnings that came.
 */
public final class ClusterSession implements AutoCloseable {

    private final ClusterConnection connection;
    private final ObjectClient objects;
    private final GlobalFlags flags;
    private final WarningPrinter warnings;
    private final HeapBudget.Share memory;
    private boolean justLearnt;

    ClusterSession(
            ClusterConnection connection,
            GlobalFlags flags,
            WarningPrinter warnings,
            HeapBudget memory) {
        this.connection = connection;
        this.memory = memory.open();
        this.objects = new ObjectClient(connection, flags.requestTimeout());
        this.flags = flags;
        this.warnings = warnings;
    }

    /** The URL of the server. */
    public String server() {
        return connection.server();
    }

    /** The namespace in force. */
    public String namespace() {
        return connection.namespace();
    }

    /** The objects of the cluster. */
    public ObjectClient objects() {
        return objects;
    }

    /**
     * An answer's body for a reader who may be slow: fetched ahead as far as memory allows. The
     * caller closes the answer.
     */
    public InputStream readAhead(InputStream body) throws IOException {
        return ReadAhead.of(body, memory);
    }

    /**
     * An answer's body for who keeps all that is in it until the command ends.
     *
     * @return a stream that fails with a {@link CommandException} when there is no memory for that
     */
    public InputStream readWhole(InputStream body) {
        return new WholeBody(body, memory);
    }

    /** Nothing that was read ahead or whole is kept any more, though the command goes on. */
    public void forgetWhole() {
        memory.keepOnly(0);
    }

    /** What is at a path, as it is; the caller closes it. */
    public ApiResponse raw(String path) throws IOException {
        return objects.raw(path);
    }

    /** The server's version, asked now. */
    public ServerVersion serverVersion() throws IOException {
        return ServerVersion.ask(objects);
    }

    /** What the server serves, asked now; later commands use it too. */
    public Discovery discover() throws IOException {
        connection.evict(ResourceMapper.class);
        return mapper().discovery();
    }

    /**
     * The type an argument means. What was learnt earlier is asked anew once when it is not there.
     *
     * @throws CommandException when the server has no such type
     */
    public ResourceMapping mapping(String argument) throws IOException {
        ResourceMapping mapping = findMapping(argument);
        if (mapping == null) {
            int dot = argument.indexOf('.');
            String name = dot < 0 ? argument : argument.substring(0, dot);
            throw new CommandException(ErrorCode.COMMAND_FAILED, noSuchType(name));
        }
        return mapping;
    }

    /**
     * The type a manifest names; null when the server has no such type, also after it was asked
     * anew once.
     */
    public @Nullable ResourceMapping mapping(GroupVersion version, String kind) throws IOException {
        ResourceMapping mapping = mapper().kind(version, kind);
        if (mapping == null && !justLearnt) {
            connection.evict(ResourceMapper.class);
            mapping = mapper().kind(version, kind);
        }
        return mapping;
    }

    /** The same; null when the server has no such type. */
    public @Nullable ResourceMapping findMapping(String argument) throws IOException {
        ResourceMapper known = mapper();
        ResourceMapping mapping = known.find(argument, warnings::printOwn);
        if (mapping == null && !justLearnt) {
            connection.evict(ResourceMapper.class);
            mapping = mapper().find(argument, warnings::printOwn);
        }
        return mapping;
    }

    /** Whether the server serves a group version, asked anew when it was not known to. */
    public boolean serves(GroupVersion groupVersion) throws IOException {
        return mapper().discovery().has(groupVersion)
                || (!justLearnt && discover().has(groupVersion));
    }

    /**
     * Every type of a name without a group, the preferred first; at least one.
     *
     * @throws CommandException when the server has no such type
     */
    public List<ResourceMapping> mappings(String name) throws IOException {
        List<ResourceMapping> all = mapper().findAll(name, warnings::printOwn);
        if (all.isEmpty() && !justLearnt) {
            connection.evict(ResourceMapper.class);
            all = mapper().findAll(name, warnings::printOwn);
        }
        if (all.isEmpty()) {
            // kubectl's mapper fails here, not its builder, and that error gets no prefix.
            throw CommandException.verbatim(ErrorCode.COMMAND_FAILED, noSuchType(name));
        }
        return all;
    }

    private static String noSuchType(String name) {
        return "the server doesn't have a resource type " + GoQuote.quote(name);
    }

    /** What the server publishes of its types' fields. */
    public OpenApiClient openApi() {
        return new OpenApiClient(objects, connection);
    }

    /** The types of a category, each as {@code resource.group}; empty when there is none. */
    public List<String> category(String name) throws IOException {
        return mapper().category(name);
    }

    /** Lets the next command ask anew what the server serves: something known is gone. */
    public void forgetTypes() {
        connection.evict(ResourceMapper.class);
    }

    /**
     * The command has done its work.
     *
     * @throws CommandException when warnings are to count as errors and there were some
     */
    public void finish() {
        int count = warnings.countFromServer();
        if (flags.warningsAsErrors() && count > 0) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    count + (count == 1 ? " warning received" : " warnings received"));
        }
    }

    @Override
    public void close() {
        memory.close();
        connection.close();
    }

    /** Fails where the flag asks for a server of the reference's own build and it is another. */
    void checkVersion() throws IOException {
        if (flags.matchServerVersion()) {
            ServerVersion server = serverVersion();
            if (!ReferenceVersion.isSame(server.fields())) {
                throw new CommandException(
                        ErrorCode.COMMAND_FAILED,
                        "server version (&"
                                + ReferenceVersion.inGoSyntax(server.fields())
                                + ") differs from client version ("
                                + ReferenceVersion.inGoSyntax(ReferenceVersion.CLIENT)
                                + ")");
            }
        }
    }

    private ResourceMapper mapper() throws IOException {
        try {
            return connection.cached(ResourceMapper.class, this::learn);
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    private ResourceMapper learn() {
        try {
            justLearnt = true;
            return new ResourceMapper(new DiscoveryClient(objects).discover());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
