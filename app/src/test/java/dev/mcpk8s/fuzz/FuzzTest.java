package dev.mcpk8s.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.mcpk8s.error.CommandException;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Throws garbled inputs at everything that reads a caller's text: the same ones each time, and
 * first all that a search ({@link Search}) ever found.
 */
class FuzzTest {

    private static final int ROUNDS = 3000;

    @ParameterizedTest
    @EnumSource(Target.class)
    void everyTextIsReadOrRefused(Target target) throws IOException {
        Mutation mutation = new Mutation(Seeds.of(target), new Random(1));
        mutation.seeds().forEach(text -> read(target, text));
        for (int round = 0; round < ROUNDS; round++) {
            read(target, mutation.next());
        }
    }

    private static void read(Target target, String text) {
        try {
            target.read(text);
        } catch (CommandException refused) {
            assertThat(refused.text()).as(quoted(text)).isNotBlank();
        } catch (Exception | StackOverflowError | OutOfMemoryError defect) {
            fail(target + " reads no " + quoted(text), defect);
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(
                        c ->
                                quoted.append(
                                        c >= ' ' && c < 127 && c != '"' && c != '\\'
                                                ? String.valueOf((char) c)
                                                : String.format("\\u%04x", c)));
        return quoted.append('"').toString();
    }
}
