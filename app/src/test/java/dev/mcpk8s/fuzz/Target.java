package dev.mcpk8s.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.cluster.KubeconfigFuzzTarget;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.FilterCall;
import dev.mcpk8s.commandline.CommandParser;
import dev.mcpk8s.commandline.CommandText;
import dev.mcpk8s.commandline.lexer.Lexer;
import dev.mcpk8s.commandline.lexer.Word;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.filter.FilterChain;
import dev.mcpk8s.gotemplate.GoTemplate;
import dev.mcpk8s.jsonpath.JsonPathTemplate;
import dev.mcpk8s.resource.manifest.ManifestException;
import dev.mcpk8s.resource.manifest.ManifestStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What is fuzzed: each reads any text, or refuses it by a {@code CommandException}. */
enum Target {
    LEXER {
        @Override
        void read(String text) {
            List<List<Word>> _ = Lexer.pipe(text);
        }
    },
    COMMAND_LINE {
        @Override
        void read(String text) {
            var _ =
                    PARSER.parseLine(
                            null,
                            new CommandText.Line("kubectl " + text),
                            Map.of(),
                            text.getBytes(StandardCharsets.UTF_8));
        }
    },
    JSONPATH {
        @Override
        void read(String text) throws Exception {
            JsonPathTemplate template = JsonPathTemplate.parse(text);
            var _ = template.find(data(), true);
            var _ = template.find(data(), false);
        }
    },
    GO_TEMPLATE {
        @Override
        void read(String text) throws Exception {
            var _ = GoTemplate.parse(text).execute(data(), new StringWriter(), true, () -> {});
        }
    },
    KUBECONFIG {
        @Override
        void read(String text) {
            KubeconfigFuzzTarget.read(text);
        }
    },
    MANIFEST {
        @Override
        void read(String text) {
            ManifestStream documents = new ManifestStream(text.getBytes(StandardCharsets.UTF_8));
            try {
                for (var one = documents.next(); one != null; one = documents.next()) {
                    var _ = one.json();
                }
            } catch (ManifestException broken) {
                refusedBecause(broken.text());
            }
        }
    },
    FILTER {
        @Override
        void read(String text) {
            List<FilterCall> calls =
                    Lexer.pipe("x | " + text).stream()
                            .skip(1)
                            .map(words -> words.stream().map(Word::text).toList())
                            .map(
                                    words ->
                                            new FilterCall(
                                                    words.getFirst(),
                                                    words.subList(1, words.size())))
                            .toList();
            FilterChain chain =
                    new FilterChain(
                            calls,
                            cancelledSoon(),
                            new FilterChain.Sink() {
                                @Override
                                public void stdout(byte[] bytes, int from, int to) {}

                                @Override
                                public void stderr(String line) {}
                            });
            boolean _ = chain.write(LINES);
            var _ = chain.finish();
        }
    };

    private static final CommandParser PARSER = new CommandParser();
    private static final byte[] LINES =
            "b 2 x\na 10 y\n\n\ta,b;c\nÜnï 3\nb 2 x\nno end".getBytes(StandardCharsets.UTF_8);

    /**
     * @throws Exception any other than a {@code CommandException} is a defect
     */
    abstract void read(String text) throws Exception;

    /** An endless program has millions of steps, and each takes long where Jazzer watches it. */
    private static Cancellation cancelledSoon() {
        Cancellation cancellation = new Cancellation();
        CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS)
                .execute(() -> cancellation.cancel(ErrorCode.TIMEOUT));
        return cancellation;
    }

    private static void refusedBecause(String why) {
        if (why.isBlank()) {
            throw new IllegalStateException("no reason");
        }
    }

    private static JsonNode data() throws Exception {
        return new ObjectMapper()
                .readTree(
                        """
                        {"kind":"Pod","a":[{"b":1,"c":"x"},{"b":2.5},null,[1,2]],
                        "metadata":{"name":"n","labels":{"a":"b"}},"items":[{"a":1},{"a":"2"}]}\
                        """);
    }
}
