package dev.mcpk8s.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.FilterCall;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that want everything get a failure of their own, and nobody else notices. */
class HostileProgramTest {

    private static final Path PROGRAMS =
            Path.of("src", "test", "resources", "filters", "hostile-jq.txt");

    @Test
    void endWithinTheirLimits() throws Exception {
        for (String program : Files.readAllLines(PROGRAMS)) {
            try {
                assertThat(exitCode(program, new Cancellation())).as(program).isIn(0, 3, 5);
            } catch (CommandException limited) {
                assertThat(limited.code()).as(program).isEqualTo(ErrorCode.COMMAND_FAILED);
            }
        }
    }

    @Test
    void stopsWhenTheCommandIsCancelled() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel(ErrorCode.TIMEOUT);
        assertThatThrownBy(() -> exitCode("last(range(1e9))", cancellation))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        stopped -> assertThat(stopped.code()).isEqualTo(ErrorCode.TIMEOUT));
    }

    private static int exitCode(String program, Cancellation cancellation) {
        FilterChain.Sink nowhere =
                new FilterChain.Sink() {
                    @Override
                    public void stdout(byte[] bytes, int from, int to) {}

                    @Override
                    public void stderr(String line) {}
                };
        FilterCall call = new FilterCall("jq", List.of("-n", "-c", "--", program));
        return new FilterChain(List.of(call), cancellation, nowhere).finish().getLast();
    }
}
