package dev.mcpk8s.commandline.lexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LexerTest {

    static Stream<Arguments> lines() {
        return Stream.of(
                line("get pods", "get", "pods"),
                line("  get \t pods\n\n", "get", "pods"),
                line("", new String[0]),
                line("# only a comment", new String[0]),
                line("get pods # trailing", "get", "pods"),
                line("get pods#1", "get", "pods#1"),
                line("get '' \"\"", "get", "", ""),
                line("a'b c'\"d e\"f\\ g", "ab cd ef g"),
                line("'a\\b'", "a\\b"),
                line("\"a\\b\\\"\\\\\\$x\\`\"", "a\\b\"\\$x`"),
                line("get \\\n pods", "get", "pods"),
                line("get po\\\nds", "get", "pods"),
                line("get \\\r\n pods\r\n", "get", "pods"),
                line("\"a\\\nb\"", "ab"),
                line("'two\nlines'", "two\nlines"),
                line(
                        "-o jsonpath={.items[*].metadata.name}",
                        "-o",
                        "jsonpath={.items[*].metadata.name}"),
                line(
                        "-o jsonpath='{.items[?(@.a==\"b\")]}'",
                        "-o",
                        "jsonpath={.items[?(@.a==\"b\")]}"),
                line("--verb=* name=? /api/*", "--verb=*", "name=?", "/api/*"),
                line("'*' \"a?\" \\* [a]", "*", "a?", "*", "[a]"),
                line("a $ b$ \"$.x $'\"", "a", "$", "b$", "$.x $'"),
                line("~/x !y {a,b} a=b%", "~/x", "!y", "{a,b}", "a=b%"),
                line("name=\u00e9\ud83d\ude00", "name=\u00e9\ud83d\ude00"));
    }

    private static Arguments line(String line, String... words) {
        return Arguments.of(line, List.of(words));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void splitsAsAShellDoes(String line, List<String> words) {
        assertThat(Lexer.pipe(line).getFirst()).extracting(Word::text).isEqualTo(words);
    }

    @Test
    void tellsWhereWordsStart() {
        assertThat(Lexer.pipe("get  'a b' c").getFirst().stream().map(Word::position))
                .containsExactly(1, 6, 12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "get pods ; ls ~ \";\" at position 10 is a command list",
                "get pods web-* ~ \"*\" at position 14 is a pattern for file names",
                "'a' b?c* | wc ~ \"?\" at position 6 is a pattern for file names",
                "get pods && ls ~ \"&&\" at position 10 is a command list",
                "get pods || ls ~ \"||\" at position 10 is a command list",
                "get pods & ~ \"&\" at position 10 is a background command",
                "get pods |& cat ~ \"|&\" at position 10 is a pipe of both outputs",
                "apply -f - < x.yaml ~ \"<\" at position 12 is a redirect",
                "apply -f - <<EOF ~ \"<<\" at position 12 is a here-document",
                "apply -f - <<< x ~ \"<<<\" at position 12 is a here-string",
                "get po > x ~ \">\" at position 8 is a redirect",
                "get po >> x ~ \">>\" at position 8 is a redirect",
                "get po 2>&1 ~ \">\" at position 9 is a redirect",
                "get po &> x ~ \"&>\" at position 8 is a redirect",
                "get $(id) ~ \"$(\" at position 5 is a command substitution",
                "get \"$(id)\" ~ \"$(\" at position 6 is a command substitution",
                "get `id` ~ \"`\" at position 5 is a command substitution",
                "get \"`id`\" ~ \"`\" at position 6 is a command substitution",
                "get $HOME ~ \"$\" at position 5 is a variable",
                "get ${HOME} ~ \"$\" at position 5 is a variable",
                "get \"x$y\" ~ \"$\" at position 7 is a variable",
                "get $1 ~ \"$\" at position 5 is a variable",
                "get $? ~ \"$\" at position 5 is a variable",
                "get $'a' ~ \"$'\" at position 5 is bash's quoting",
                "(get) ~ \"(\" at position 1 is a subshell",
                "get a) ~ \")\" at position 6 is a subshell",
                "diff <(x) ~ \"<(\" at position 6 is a process substitution"
            })
    void refusesWhatAShellWouldDo(String line, String start) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> Lexer.pipe(line).getFirst())
                .satisfies(
                        refused -> {
                            assertThat(refused.code()).isEqualTo(ErrorCode.COMMAND_REFUSED);
                            assertThat(refused.text())
                                    .startsWith(start + ", and no shell runs here: ");
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "get po|wc -l ~ get po/wc -l",
                "get po | grep 'a|b' | wc ~ get po/grep a|b/wc",
                "get po '|' \\| \"|\" ~ get po | | |",
                "get po -o 'jsonpath={.x}' |\thead -1 ~ get po -o jsonpath={.x}/head -1"
            })
    void pipesSplitCommands(String line, String commands) {
        assertThat(
                        Lexer.pipe(line).stream()
                                .map(
                                        words ->
                                                words.stream()
                                                        .map(Word::text)
                                                        .collect(Collectors.joining(" ")))
                                .collect(Collectors.joining("/")))
                .isEqualTo(commands);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "get po | ~ there is no command behind the pipe at position 8",
                "| wc ~ there is no command before the pipe at position 1",
                "get po | | wc ~ there is no command before the pipe at position 10"
            })
    void aPipeHasACommandOnBothSides(String line, String message) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> Lexer.pipe(line))
                .withMessage(message);
    }

    @Test
    void refusesASecondLine() {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> Lexer.pipe("get pods\n\n# and\nget svc").getFirst())
                .withMessage(
                        "the line break at position 9 is the end of a command, and no shell runs"
                                + " here: send each command as a request of its own, or end the"
                                + " line with a backslash to go on with it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "get 'pods ~ the single quote at position 5 is never closed",
                "get \"pods ~ the double quote at position 5 is never closed",
                "get \"pods' ~ the double quote at position 5 is never closed",
                "get \"a\\\" ~ the double quote at position 5 is never closed",
                "get a\\ ~ the backslash at position 6 ends the line and quotes nothing"
            })
    void tellsOfAnOpenQuote(String line, String message) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> Lexer.pipe(line).getFirst())
                .withMessage(message)
                .satisfies(wrong -> assertThat(wrong.code()).isEqualTo(ErrorCode.COMMAND_INVALID));
    }

    @Property
    void singleQuotedWordsComeBack(@ForAll @Size(max = 8) List<String> words) {
        String line = String.join(" ", words.stream().map(LexerTest::singleQuoted).toList());
        assertThat(Lexer.pipe(line).getFirst()).extracting(Word::text).isEqualTo(words);
    }

    @Property
    void doubleQuotedWordsComeBack(@ForAll @Size(max = 8) List<String> words) {
        String line = String.join(" ", words.stream().map(LexerTest::doubleQuoted).toList());
        assertThat(Lexer.pipe(line).getFirst()).extracting(Word::text).isEqualTo(words);
    }

    @Property
    void escapedWordsComeBack(
            @ForAll @Size(max = 4) List<@NotBlank @CharRange(from = ' ', to = '~') String> words) {
        String line =
                String.join(
                        " ",
                        words.stream().map(word -> word.replaceAll("[ -~]", "\\\\$0")).toList());
        assertThat(Lexer.pipe(line).getFirst()).extracting(Word::text).isEqualTo(words);
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String line) {
        try {
            Lexer.pipe(line).getFirst();
        } catch (CommandException refused) {
            assertThat(refused.code()).isIn(ErrorCode.COMMAND_INVALID, ErrorCode.COMMAND_REFUSED);
        }
    }

    private static String singleQuoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static String doubleQuoted(String word) {
        return "\"" + word.replaceAll("[\"\\\\$`]", "\\\\$0") + "\"";
    }
}
