package dev.mcpk8s.commandline.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Consequence;
import dev.mcpk8s.command.Consequence.Reach;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.commandline.CommandParser;
import dev.mcpk8s.commandline.CommandText;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command would do is told from what its words mean, however they are written. */
class ConsequencesTest {

    private static final Map<String, byte[]> FILES = Map.of("x.yaml", new byte[0]);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "NONE | get pods | -",
                "NONE | delete pod x --dry-run=server | -",
                "NONE | delete pod x --dry-run=client | -",
                "DESTROYS | delete pod x --dry-run=none | delete --dry-run=server pod x",
                "DESTROYS | delete pods -lapp=web -nshop --force --grace-period 0"
                        + " | delete --selector=app=web --namespace=shop --dry-run=server pods",
                "DESTROYS | -n shop delete --all pods -o name --interactive"
                        + " | delete --namespace=shop --all=true --dry-run=server pods",
                "DESTROYS | delete --dry-run=server --dry-run=none pod x"
                        + " | delete --dry-run=server pod x",
                "DESTROYS | delete --raw /api/v1/namespaces/a | ",
                "DESTROYS | drain n1 --ignore-daemonsets --timeout=5m"
                        + " | drain --ignore-daemonsets=true --dry-run=server n1",
                "DESTROYS | replace --force -f x.yaml -n a"
                        + " | get --filename=x.yaml --namespace=a --output=name"
                        + " --ignore-not-found=true",
                "CHANGES | replace -f x.yaml | replace --filename=x.yaml --dry-run=server",
                "DESTROYS | apply --prune -l a=b -f x.yaml"
                        + " | apply --prune=true --selector=a=b --filename=x.yaml"
                        + " --dry-run=server",
                "DESTROYS | apply --force -f x.yaml | apply --filename=x.yaml --dry-run=server",
                "CHANGES | apply --force=false -f x.yaml | apply --filename=x.yaml --dry-run=server",
                "DESTROYS | scale deploy/web --replicas=0"
                        + " | scale --replicas=0 --dry-run=server deploy/web",
                "DESTROYS | scale --replicas 00 deploy/web"
                        + " | scale --replicas=00 --dry-run=server deploy/web",
                "CHANGES | scale deploy/web --replicas=2"
                        + " | scale --replicas=2 --dry-run=server deploy/web",
                "CHANGES | run x --image=a --rm -i -- sh -c 'delete --dry-run=none'"
                        + " | run --image=a --rm=true --stdin=true --dry-run=server x -- sh -c"
                        + " delete --dry-run=none",
                "CHANGES | create secret generic s --from-literal=a=b"
                        + " | create secret generic --from-literal=a=b --dry-run=server s",
                "CHANGES | exec x -- rm -rf / | ",
            })
    void tellsHowFarACommandGoes(Reach reach, String line, String rehearsal) {
        Consequence told =
                new CommandParser()
                        .parse(Tool.KUBECTL, new CommandText.Line(line), FILES, new byte[0])
                        .consequence();

        assertThat(told.reach()).isEqualTo(reach);
        assertThat(String.join(" ", told.rehearsal()))
                .isEqualTo(rehearsal == null ? "" : rehearsal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "NONE | list -A | -",
                "DESTROYS | uninstall web -n shop | uninstall --dry-run web -n shop",
                "DESTROYS | -n shop uninstall web | -n shop uninstall --dry-run web",
                "NONE | uninstall web --dry-run | -",
                "NONE | rollback web 2 --dry-run=server | -",
                "CHANGES | rollback web 2 --dry-run=none | ",
                "CHANGES | rollback web 2 --dry-run= | ",
                "DESTROYS | uninstall web --dry-run --dry-run=false | ",
                "DESTROYS | uninstall web --description --dry-run"
                        + " | uninstall --dry-run web --description --dry-run",
                "NONE | uninstall web --description=x --dry-run | -",
                "DESTROYS | uninstall -- web --dry-run | uninstall --dry-run -- web --dry-run",
                "CHANGES | rollback web 2 | rollback --dry-run web 2",
                "CHANGES | upgrade web ./chart | ",
            })
    void tellsItOfHelmToo(Reach reach, String line, String rehearsal) {
        Consequence told =
                new CommandParser()
                        .parse(Tool.HELM, new CommandText.Line(line), FILES, new byte[0])
                        .consequence();

        assertThat(told.reach()).isEqualTo(reach);
        assertThat(String.join(" ", told.rehearsal()))
                .isEqualTo(rehearsal == null ? "" : rehearsal);
    }
}
