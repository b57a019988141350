package dev.mcpk8s.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.command.HelpCommand;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandParserTest {

    private static final CommandParser PARSER = new CommandParser();

    private static Command line(@Nullable Tool tool, String line) {
        return PARSER.parse(tool, new CommandText.Line(line), Map.of(), new byte[0]);
    }

    private static Command words(@Nullable Tool tool, String... words) {
        return PARSER.parse(tool, new CommandText.Words(List.of(words)), Map.of(), new byte[0]);
    }

    @Test
    void theToolMayStandFirst() {
        assertThat(line(Tool.KUBECTL, "kubectl get po")).isEqualTo(line(Tool.KUBECTL, "get po"));
        assertThat(line(null, "kubectl get po")).isInstanceOf(GetCommand.class);
        assertThat(line(null, "helm list"))
                .isInstanceOfSatisfying(
                        ToolCommand.class,
                        list -> {
                            assertThat(list.tool()).isEqualTo(Tool.HELM);
                            assertThat(list.effect()).isEqualTo(Effect.READ);
                            assertThat(list.arguments()).containsExactly("list");
                        });
        assertThat(words(null, "kubectl", "get", "po")).isEqualTo(line(null, "kubectl get po"));
    }

    @Test
    void wordsAreTakenAsTheyAre() {
        assertThat(words(Tool.KUBECTL, "get", "po", "-l", "a in (b, c); $x | `y`"))
                .isInstanceOfSatisfying(
                        GetCommand.class,
                        get -> assertThat(get.labelSelector()).isEqualTo("a in (b, c); $x | `y`"));
    }

    @Test
    void theBareToolPrintsItsHelp() {
        assertThat(line(Tool.KUBECTL, "")).isInstanceOf(HelpCommand.class);
        assertThat(words(null, "argocd"))
                .isInstanceOfSatisfying(
                        ToolCommand.class,
                        bare -> {
                            assertThat(bare.tool()).isEqualTo(Tool.ARGOCD);
                            assertThat(bare.effect()).isEqualTo(Effect.LOCAL);
                            assertThat(bare.arguments()).isEmpty();
                        });
    }

    @Test
    void refusesWhatStartsWrongly() {
        failure(ErrorCode.UNKNOWN_TOOL, () -> line(null, "rm -rf x"))
                .withMessage(
                        "there is no tool \"rm\"; the command starts with one of kubectl, helm,"
                                + " istioctl, argocd");
        failure(ErrorCode.COMMAND_INVALID, () -> line(null, " # nothing"))
                .withMessageContaining("the command is empty");
        failure(ErrorCode.COMMAND_REFUSED, () -> line(Tool.HELM, "kubectl get po"))
                .withMessageContaining("this runs helm, but the command starts with \"kubectl\"");
        failure(ErrorCode.COMMAND_REFUSED, () -> line(Tool.KUBECTL, "KUBECONFIG=x kubectl get po"))
                .withMessageContaining("sets an environment variable");
        failure(ErrorCode.COMMAND_INVALID, () -> words(Tool.KUBECTL, "get", "a\0b"))
                .withMessageContaining("NUL");
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<CommandException> failure(
            ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatExceptionOfType(CommandException.class)
                .isThrownBy(call)
                .matches(refused -> refused.code() == code);
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        for (String line :
                List.of(text, "kubectl " + text, "kubectl get " + text, "helm " + text)) {
            try {
                assertThat(line(null, line)).isNotNull();
            } catch (CommandException refused) {
                assertThat(refused.text()).isNotBlank();
            }
        }
    }
}
