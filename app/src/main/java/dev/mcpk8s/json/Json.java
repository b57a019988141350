package dev.mcpk8s.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads and writes JSON trees. Jackson keeps its buffers with the thread, and a virtual thread
 * lives for one command: here they come from a pool that all threads share. Both are unchangeable
 * and may be used by many threads at once.
 */
public final class Json {

    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                    JsonFactory.builder()
                            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                            .build());

    public static final ObjectReader READER = MAPPER.reader();

    public static final ObjectWriter WRITER = MAPPER.writer();

    private Json() {}

    /** A value of the JDK's own types, a record or a bean as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The same for what becomes a JSON object: a map, a record or a bean. */
    public static ObjectNode object(Object value) {
        return MAPPER.valueToTree(value);
    }
}
