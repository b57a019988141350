package dev.mcpk8s.mcp.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.commandline.CommandParser;
import dev.mcpk8s.commandline.CommandText;
import dev.mcpk8s.error.CommandException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever command a prompt teaches is one that this service takes. */
class PromptCommandsTest {

    private static final CommandParser PARSER = new CommandParser();
    private static final Pattern NAMED_OR_QUOTED =
            Pattern.compile("\\b(kubectl|helm|istioctl|argocd)\\b(?!/)|`([^`]+)`");
    private static final Map<String, byte[]> FILES =
            Map.of(
                    "app.yaml", new byte[0],
                    "canary.yaml", new byte[0],
                    "mtls.yaml", new byte[0],
                    "values.yaml", new byte[0]);

    static Stream<PromptText> prompts() {
        return new PromptLibrary().texts().stream();
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void teachesCommandsThatAreTaken(PromptText prompt) {
        List<String> refused = new ArrayList<>();
        int taken = 0;
        for (boolean all : List.of(false, true)) {
            Map<String, String> values = new HashMap<>();
            for (PromptArgument argument : prompt.arguments()) {
                String fallback = argument.fallback();
                String given = fallback == null || fallback.isEmpty() ? "deployment" : fallback;
                values.put(argument.name(), all || fallback == null ? given : fallback);
            }
            taken += read(prompt.render(values), refused);
        }

        assertThat(refused).isEmpty();
        assertThat(taken).isGreaterThan(10);
    }

    /** The tool is the last one that the line names, else the first one that the prompt does. */
    private static int read(String text, List<String> refused) {
        int taken = 0;
        String first = text.replaceFirst("(?s).*?Call the tools? (\\w+).*", "$1");
        for (String line : text.split("\n", -1)) {
            String tool = first;
            Matcher found = NAMED_OR_QUOTED.matcher(line);
            while (found.find()) {
                String command = found.group(2);
                if (command == null) {
                    tool = found.group(1);
                } else if (command.contains(" ") && !command.startsWith("-")) {
                    taken++;
                    try {
                        PARSER.parse(
                                Tool.valueOf(tool.toUpperCase(Locale.ROOT)),
                                new CommandText.Line(command),
                                FILES,
                                new byte[0]);
                    } catch (CommandException no) {
                        refused.add(tool + " " + command + ": " + no.text());
                    }
                }
            }
        }
        return taken;
    }

    /** What clients of an older server look for in a prompt without its optional arguments. */
    @ParameterizedTest
    @CsvSource({
        "k8s_resource_inventory, across all namespaces",
        "k8s_security_check, across the entire cluster",
        "helm_chart_management, for all releases",
        "argocd_application, for all applications",
    })
    void saysWhatAnEmptyArgumentMeans(String name, String words) {
        assertThat(rendered(name)).contains(words);
    }

    @Test
    void speaksOfNoContainerWhereNoneIsNamed() {
        assertThat(rendered("k8s_logs_analysis")).doesNotContainIgnoringCase("container");
    }

    private static String rendered(String name) {
        PromptText prompt =
                prompts().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        Map<String, String> values = new HashMap<>();
        for (PromptArgument argument : prompt.arguments()) {
            String fallback = argument.fallback();
            values.put(argument.name(), fallback == null ? "x" : fallback);
        }
        return prompt.render(values);
    }

    @Test
    void keepsLinesByTheirArguments() {
        PromptText prompt =
                PromptText.parse(
                        "p",
                        """
                        title: T
                        description: D: d
                        argument: a | = | - | A | B
                        ---
                        ?a with {{a}}
                        !a without
                        always
                        """);

        assertThat(prompt.description()).isEqualTo("D: d");
        assertThat(prompt.arguments().getFirst().description()).isEqualTo("A | B");
        assertThat(prompt.render(Map.of("a", "$0"))).isEqualTo("with $0\nalways\n");
        assertThat(prompt.render(Map.of("a", ""))).isEqualTo("without\nalways\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no head",
                "title: T\nnonsense\n---\nx",
                "title: T\nargument: a | required\n---\nx",
                "title: T\nargument: a | maybe | - | A\n---\nx"
            })
    void refusesWhatIsNoPrompt(String file) {
        assertThatIllegalArgumentException().isThrownBy(() -> PromptText.parse("p", file));
    }

    @Test
    void refusesAnArgumentThatIsNotThere() {
        PromptText prompt = PromptText.parse("p", "title: T\n---\n{{b}}");

        assertThatIllegalArgumentException().isThrownBy(() -> prompt.render(Map.of()));
    }
}
