package dev.mcpk8s.commandline.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingVerbsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cp dir/x pod:/tmp",
                "cp pod:/tmp/x x/y",
                "kustomize d -o out.yaml",
                "cluster-info dump --output-directory=out"
            })
    void filesThatAVerbMakesArePartOfItsAnswer(String line) {
        RequestFiles none = new RequestFiles(Map.of());
        assertThat(new KubectlReader().read(List.of(line.split(" ")), none))
                .isInstanceOfSatisfying(
                        ToolCommand.class,
                        command -> assertThat(command.use().writesFiles()).isTrue());
    }
}
