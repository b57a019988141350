package dev.mcpk8s.commandline.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolReaderTest {

    private static Command read(String line) {
        List<String> words = List.of(line.split(" "));
        Tool tool = Tool.valueOf(words.getFirst().toUpperCase(Locale.ROOT));
        return ToolReader.read(tool, words.subList(1, words.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "helm,LOCAL",
        "helm version --short,LOCAL",
        "helm list -A,READ",
        "helm -n x --kube-context y ls,READ",
        "helm install x ./chart --set a=/b --version ~1.2 -f v.yaml,WRITE",
        "helm template x chart,READ",
        "helm dependency list chart,LOCAL",
        "helm uninstall x,DELETE",
        "helm frobnicate,DELETE",
        "istioctl version --remote=false,READ",
        "istioctl analyze -f x.yaml,READ",
        "istioctl x describe pod p,READ",
        "istioctl x workload entry,DELETE",
        "istioctl uninstall --purge,DELETE",
        "argocd version --client,LOCAL",
        "argocd app get x,READ",
        "argocd app create x --repo https://example.com/r.git --path guestbook,WRITE",
        "argocd app delete x,DELETE"
    })
    void knowsWhatACommandMayDo(String line, Effect effect) {
        assertThat(read(line))
                .isInstanceOfSatisfying(
                        ToolCommand.class,
                        command -> {
                            assertThat(command.effect()).isEqualTo(effect);
                            assertThat(String.join(" ", command.arguments()))
                                    .isEqualTo(
                                            line.substring(line.indexOf(' ') + 1).equals("helm")
                                                    ? ""
                                                    : line.replaceFirst("^\\w+ ?", ""));
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "helm plugin install x",
                "helm repo add a https://example.com",
                "helm pull oci://example.com/x",
                "helm install x oci://example.com/x",
                "helm install x chart --post-renderer ./x",
                "helm install x chart --post-renderer=./x",
                "helm list --kubeconfig x",
                "helm list --kube-apiserver=https://10.0.0.1",
                "helm list --kube-token x",
                "helm --debugx list",
                "helm dependency update chart",
                "helm install x /etc",
                "helm install x ../chart",
                "helm install x chart -f /etc/passwd",
                "helm install x chart -f/etc/passwd",
                "helm install x chart --values=/etc/passwd",
                "helm install x chart -f https://example.com/v.yaml",
                "helm install x chart --set-file a=/etc/passwd",
                "helm template x chart --output-dir /tmp/x",
                "istioctl dashboard kiali",
                "istioctl bug-report",
                "istioctl version --log_target /tmp/x",
                "istioctl version --log-target=x",
                "istioctl version -c x",
                "istioctl version -cx",
                "istioctl version --kubeconfig=x",
                "istioctl analyze /etc/passwd",
                "argocd evil",
                "argocd admin dashboard",
                "argocd login example.com",
                "argocd app edit x",
                "argocd app evil",
                "argocd cluster add x",
                "argocd app list --core",
                "argocd app list --server 10.0.0.1",
                "argocd app list --config x",
                "argocd --foo app evil",
                "argocd app create -f https://example.com/x",
                "argocd app create -f /etc/passwd"
            })
    void refusesWhatLeadsOutOfTheSandbox(String line) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> read(line))
                .matches(refused -> refused.code() == ErrorCode.COMMAND_REFUSED);
    }

    @Property
    void anyWordsAreReadOrRefused(@ForAll Tool tool, @ForAll List<String> words) {
        if (tool != Tool.KUBECTL) {
            try {
                assertThat(ToolReader.read(tool, words).tool()).isEqualTo(tool);
            } catch (CommandException refused) {
                assertThat(refused.code()).isEqualTo(ErrorCode.COMMAND_REFUSED);
            }
        }
    }
}
