package dev.mcpk8s.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErrorRendererTest {

    @Test
    void putsThePrefixBeforePlainMessagesOnce() {
        assertThat(ErrorRenderer.render(CommandException.usage("unknown flag: --x")))
                .isEqualTo("error: unknown flag: --x\n");
        assertThat(ErrorRenderer.render(CommandException.usage("error: already")))
                .isEqualTo("error: already\n");
    }

    @Test
    void leavesVerbatimMessagesAlone() {
        assertThat(ErrorRenderer.render(CommandException.verbatim(ErrorCode.USAGE, "You must\n")))
                .isEqualTo("You must\n");
    }

    @Test
    void namesTheReasonOfAnApiError() {
        assertThat(ErrorRenderer.render(status("NotFound", "pods \"x\" not found", null)))
                .isEqualTo("Error from server (NotFound): pods \"x\" not found\n");
        assertThat(ErrorRenderer.render(status("", "odd", null)))
                .isEqualTo("Error from server: odd\n");
        assertThat(ErrorRenderer.render(status("Unauthorized", "Unauthorized", null)))
                .isEqualTo("error: You must be logged in to the server (Unauthorized)\n");
    }

    @Test
    void listsTheCausesOfAnInvalidObject() {
        StatusException.Cause one = new StatusException.Cause("spec.a", "Required value");
        StatusException.Cause two = new StatusException.Cause("spec.b", "Invalid value");
        assertThat(ErrorRenderer.render(status("Invalid", "m", "Pod", one)))
                .isEqualTo("The Pod \"x\" is invalid: spec.a: Required value\n");
        assertThat(ErrorRenderer.render(status("Invalid", "m", "Pod", one, two, one)))
                .isEqualTo(
                        """
                        The Pod "x" is invalid:\s
                        * spec.a: Required value
                        * spec.b: Invalid value
                        """);
    }

    @Test
    void membersOfAnAggregateLoseThePrefix() {
        CommandException plain = CommandException.usage("one");
        assertThat(
                        ErrorRenderer.render(
                                new AggregateException(
                                        List.of(plain, status("NotFound", "two", null)))))
                .isEqualTo("one\nError from server (NotFound): two\n");
        assertThat(ErrorRenderer.render(new AggregateException(List.of(plain))))
                .isEqualTo("error: one\n");
    }

    @Test
    void tellsOfWhatIsInvalidAsFarAsItIsKnown() {
        assertThat(ErrorRenderer.render(invalid("m", "", "")))
                .isEqualTo("The request is invalid: m\n");
        assertThat(ErrorRenderer.render(invalid("", "", ""))).isEqualTo("The request is invalid\n");
        assertThat(ErrorRenderer.render(invalid("m", "", "x")))
                .isEqualTo("The  \"x\" is invalid\n");
        StatusException.Cause unplaced = new StatusException.Cause("", "too much");
        assertThat(ErrorRenderer.render(invalid("m", "", "", unplaced)))
                .isEqualTo("The request is invalid: : too much\n");
        assertThat(ErrorRenderer.render(invalid("m", "pods", "x", unplaced)))
                .isEqualTo("The pods \"x\" is invalid: : too much\n");
    }

    @Test
    void tellsTheServersWordsOfSeveralInvalidObjects() {
        List<CommandException> failures =
                List.of(status("Invalid", "one", "Pod"), status("Invalid", "two", "Pod"));
        assertThat(ErrorRenderer.render(new AggregateException(failures)))
                .isEqualTo("Error from server (Invalid): one\nError from server (Invalid): two\n");
    }

    private static StatusException invalid(
            String message, String kind, String name, StatusException.Cause... causes) {
        return new StatusException(422, "Invalid", message, kind, name, List.of(causes));
    }

    private static StatusException status(
            String reason, String message, @Nullable String kind, StatusException.Cause... causes) {
        return new StatusException(
                400, reason, message, kind, kind == null ? null : "x", List.of(causes));
    }
}
