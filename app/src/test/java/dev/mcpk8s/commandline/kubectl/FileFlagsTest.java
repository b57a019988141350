package dev.mcpk8s.commandline.kubectl;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.lexer.Lexer;
import dev.mcpk8s.commandline.lexer.Word;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code -f} may name. */
class FileFlagsTest {

    private static final KubectlReader READER = new KubectlReader();

    private static ThrowableAssertAlternative<CommandException> failure(String line) {
        List<String> words = Lexer.pipe(line).getFirst().stream().map(Word::text).toList();
        return assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> READER.read(words, new RequestFiles(Map.of())));
    }

    /**
     * The contract: a path that is not among the request's files does not exist, as kubectl says
     * it.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apply -f /etc/passwd | the path \"/etc/passwd\" does not exist",
                "apply -f ../x.yaml | the path \"../x.yaml\" does not exist",
                "apply -f a/../../x.yaml | the path \"a/../../x.yaml\" does not exist",
                "apply -f a.yaml,/etc/shadow | the path \"/etc/shadow\" does not exist",
                "delete -f=/ | the path \"/\" does not exist",
                "create --filename .. | the path \"..\" does not exist",
                "label -f /*.yaml a=b | the path \"/*.yaml\" does not exist",
                "get -f /x -k y | the path \"/x\" does not exist",
            })
    void whatIsOutsideOfTheRequestsFilesDoesNotExist(String line, String expected) {
        failure(line)
                .matches(missing -> missing.code() == ErrorCode.USAGE)
                .returns(expected, CommandException::text);
    }

    @Test
    void severalPathsThatDoNotExistAreToldTogether() {
        failure("create -f /a -f b -f ../c")
                .returns(
                        "the path \"/a\" does not exist\nthe path \"../c\" does not exist",
                        CommandException::text);
    }
}
