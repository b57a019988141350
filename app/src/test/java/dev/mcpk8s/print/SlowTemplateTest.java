package dev.mcpk8s.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SlowTemplateTest {

    /** Without a look at the command's end it would fail later, as one that takes too much. */
    @Test
    void aTemplateThatPrintsNothingEndsWithItsCommand() {
        Cancellation cancellation = new Cancellation();
        DocumentPrinter printer =
                DocumentPrinter.of(
                                new OutputFormat.GoTemplate("{{range 1000000000}}{{end}}"),
                                false,
                                true)
                        .stoppedBy(cancellation);
        cancellation.cancel(ErrorCode.CANCELLED);

        assertThatThrownBy(
                        () ->
                                printer.print(
                                        JsonNodeFactory.instance.objectNode(), new StringWriter()))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        stopped -> assertThat(stopped.code()).isEqualTo(ErrorCode.CANCELLED));
    }
}
