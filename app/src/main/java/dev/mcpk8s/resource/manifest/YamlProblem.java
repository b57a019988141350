package dev.mcpk8s.resource.manifest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * What is wrong with a YAML text, in go-yaml's words. The two parsers have a common ancestor and
 * find the same mistakes in the same place; they word them differently, and go-yaml counts the
 * lines of its parser from 0 and those of its scanner from 1.
 */
final class YamlProblem {

    /** The start of our parser's words, and go-yaml's. */
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put(
                "mapping values are not allowed here",
                "mapping values are not allowed in this context");
        WORDS.put(
                "mapping keys are not allowed here",
                "mapping keys are not allowed in this context");
        WORDS.put(
                "sequence entries are not allowed here",
                "block sequence entries are not allowed in this context");
        WORDS.put("expected ',' or ']'", "did not find expected ',' or ']'");
        WORDS.put("expected ',' or '}'", "did not find expected ',' or '}'");
        WORDS.put("expected the node content", "did not find expected node content");
        WORDS.put("expected '<document start>'", "did not find expected <document start>");
        WORDS.put("found character", "found character that cannot start any token");
        WORDS.put("found unexpected document separator", "found unexpected document indicator");
        WORDS.put("found unknown escape character", "found unknown escape character");
        WORDS.put("found undefined tag handle", "found undefined tag handle");
        WORDS.put("found duplicate YAML directive", "found duplicate %YAML directive");
        WORDS.put("found incompatible YAML document", "found incompatible YAML document");
        WORDS.put(
                "expected a comment or a line break",
                "did not find expected comment or line break");
        WORDS.put(
                "expected chomping or indentation", "did not find expected comment or line break");
        WORDS.put("expected escape sequence", "did not find expected hexdecimal number");
        WORDS.put("expected '>'", "did not find the expected '>'");
        WORDS.put("expected ' ', but found", "did not find expected whitespace or line break");
        WORDS.put(
                "expected alphabetic or numeric character",
                "did not find expected alphabetic or numeric character");
        WORDS.put("expected URI", "did not find expected tag URI");
    }

    private YamlProblem() {}

    static String describe(YAMLException broken) {
        if (broken instanceof ReaderException) {
            return "yaml: control characters are not allowed";
        }
        if (!(broken instanceof MarkedYAMLException marked)) {
            return "yaml: unknown problem parsing YAML content";
        }
        String problem = String.valueOf(marked.getProblem());
        boolean parser = broken instanceof ParserException;
        int line = line(marked, parser);
        return "yaml: " + (line == 0 ? "" : "line " + line + ": ") + words(marked, problem);
    }

    /** The line go-yaml names; 0 for none. */
    private static int line(MarkedYAMLException marked, boolean parser) {
        int problem = line(marked.getProblemMark());
        if (problem != 0) {
            return parser ? problem : problem + 1;
        }
        return line(marked.getContextMark());
    }

    private static int line(@Nullable Mark mark) {
        return mark == null ? 0 : mark.getLine();
    }

    private static String words(MarkedYAMLException marked, String problem) {
        if (problem.startsWith("expected <block end>")) {
            return "while parsing a block mapping".equals(marked.getContext())
                    ? "did not find expected key"
                    : "did not find expected '-' indicator";
        }
        for (Map.Entry<String, String> words : WORDS.entrySet()) {
            if (problem.startsWith(words.getKey())) {
                return words.getValue();
            }
        }
        return problem;
    }
}
