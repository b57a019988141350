package dev.mcpk8s.commandline.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mcpk8s.command.ApiResourcesCommand;
import dev.mcpk8s.command.ApiVersionsCommand;
import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.VersionCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.error.CommandException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** version, api-resources, api-versions. */
class PlainVerbsTest {

    private static final KubectlReader READER = new KubectlReader();

    private static Command read(String line) {
        return READER.read(List.of(line.split(" ")), new RequestFiles(Map.of()));
    }

    @Test
    void version() {
        assertThat(read("version"))
                .isEqualTo(new VersionCommand(GlobalFlags.NONE, false, VersionCommand.Format.TEXT));
        assertThat(read("version --client foo --request-timeout=bad -o yaml"))
                .isEqualTo(new VersionCommand(GlobalFlags.NONE, true, VersionCommand.Format.YAML));
        assertThat(read("version -ojson"))
                .isEqualTo(new VersionCommand(GlobalFlags.NONE, false, VersionCommand.Format.JSON));
    }

    @Test
    void apiVersions() {
        assertThat(read("api-versions")).isEqualTo(new ApiVersionsCommand(GlobalFlags.NONE));
    }

    @Test
    void apiResources() {
        assertThat(read("api-resources"))
                .isEqualTo(
                        new ApiResourcesCommand(
                                GlobalFlags.NONE,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                "",
                                ApiResourcesCommand.Format.TABLE,
                                false));
        assertThat(
                        read(
                                "api-resources --api-group= --namespaced=false --verbs=list,get"
                                        + " --categories all --sort-by=kind -o wide --no-headers"))
                .isEqualTo(
                        new ApiResourcesCommand(
                                GlobalFlags.NONE,
                                "",
                                false,
                                List.of("list", "get"),
                                List.of("all"),
                                "kind",
                                ApiResourcesCommand.Format.WIDE,
                                true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "version foo ~ extra arguments: [foo]",
                "version -o bad ~ --output must be 'yaml' or 'json'",
                "version -o JSON ~ --output must be 'yaml' or 'json'",
                "api-resources a b ~ unexpected arguments: [a b]\\nSee 'kubectl api-resources -h' for"
                        + " help and examples",
                "api-versions a ~ unexpected arguments: [a]\\nSee 'kubectl api-versions -h' for help"
                        + " and examples",
                "api-resources --sort-by=x ~ --sort-by accepts only name or kind",
                "api-resources -o bad --sort-by=x ~ unable to match a printer suitable for the output"
                        + " format \"bad\", allowed formats are: json,kyaml,name,wide,yaml"
            })
    void complainsInKubectlsWords(String line, String message) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> read(line))
                .withMessage(message.replace("\\n", "\n"));
    }
}
