package dev.mcpk8s.commandline.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which lines need no server; the real kubectl was asked, with one where nobody answers. */
class LocalRunsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "create ns x --dry-run=client ~ LOCAL",
                "create secret generic x --dry-run -o yaml ~ LOCAL",
                "create service clusterip x --tcp=80 --dry-run=client ~ LOCAL",
                "create ns x --dry-run=server ~ WRITE",
                "create ns x --dry-run=client --match-server-version ~ WRITE",
                "create ns x --dry-run=none ~ WRITE",
                "create -f x.yaml --dry-run=client ~ WRITE",
                "create job x --from=cronjob/y --dry-run=client ~ WRITE",
                "create clusterrole x --verb=get --resource=pods --dry-run=client ~ WRITE",
                "create clusterrole x --verb=get --non-resource-url=/x --dry-run=client ~ LOCAL",
                "run x --image=y --dry-run=client ~ WRITE",
                "set image -f x.yaml a=b --local ~ LOCAL",
                "set image -f x.yaml a=b --local=false ~ WRITE",
                "patch -f x.yaml --local -p {} ~ LOCAL"
            })
    void whatAsksNoServerIsLocal(String line, Effect effect) {
        RequestFiles none = new RequestFiles(Map.of());
        assertThat(new KubectlReader().read(List.of(line.split(" ")), none))
                .isInstanceOfSatisfying(
                        ToolCommand.class,
                        command -> assertThat(command.effect()).isEqualTo(effect));
    }
}
