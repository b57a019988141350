package dev.mcpk8s.commandline.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.command.ToolUse;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolReaderTest {

    private static final Map<Tool, ToolReader> READERS =
            Map.of(
                    Tool.HELM, new ToolReader(Tool.HELM),
                    Tool.ISTIOCTL, new ToolReader(Tool.ISTIOCTL),
                    Tool.ARGOCD, new ToolReader(Tool.ARGOCD));

    private static ToolReader reader(Tool tool) {
        return Objects.requireNonNull(READERS.get(tool));
    }

    private static ToolCommand read(String line) {
        List<String> words = List.of(line.split(" "));
        Tool tool = Tool.valueOf(words.getFirst().toUpperCase(Locale.ROOT));
        return (ToolCommand) reader(tool).read(words.subList(1, words.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "helm,LOCAL",
        "helm version --short,LOCAL",
        "helm list -A,READ",
        "helm -n x --kube-context y ls,READ",
        "helm install x ./chart --set a=/b --version ~1.2 -f v.yaml,WRITE",
        "helm template x chart,LOCAL",
        "helm template x chart --dry-run=server,READ",
        "helm template x chart --validate=false,LOCAL",
        "helm upgrade x chart --install,WRITE",
        "helm upgrade x chart --force-replace,DELETE",
        "helm upgrade x chart --cleanup-on-fail=false,WRITE",
        "helm plugin install x --help,LOCAL",
        "helm help plugin,LOCAL",
        "helm dependency list chart,LOCAL",
        "helm uninstall x,DELETE",
        "istioctl version --remote=false,LOCAL",
        "istioctl version,READ",
        "istioctl analyze x.yaml,READ",
        "istioctl manifest generate --set installPackagePath=charts --set values.a.path=/b,LOCAL",
        "istioctl manifest translate --help,LOCAL",
        "istioctl analyze --use-kube=false x.yaml,LOCAL",
        "istioctl x describe pod p,READ",
        "istioctl analyze -L,LOCAL",
        "istioctl manifest generate,LOCAL",
        "istioctl manifest generate --cluster-specific,READ",
        "istioctl x workload group create --name a,LOCAL",
        "istioctl x workload entry configure -f a -o b,WRITE",
        "istioctl uninstall --purge,DELETE",
        "argocd version --client,LOCAL",
        "argocd version,READ",
        "argocd app sync x,WRITE",
        "argocd app sync x --prune,DELETE",
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
                "helm frobnicate",
                "helm get frobnicate",
                "helm frobnicate --help",
                "helm plugin install x",
                "helm repo add a https://example.com",
                "helm pull oci://example.com/x",
                "helm install x oci://example.com/x",
                "helm install x chart --post-renderer ./x",
                "helm install x chart --post-renderer=./x",
                "helm list --kubeconfig x",
                "helm list --kube-apiserver=https://10.0.0.1",
                "helm list --kube-token x",
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
                "argocd evil --client",
                "helm template x chart --set-file a={/etc/passwd}",
                "helm template x chart --set-file a=.\\./x",
                "helm template x chart -f a.yaml,/etc/passwd",
                "istioctl manifest generate -d /etc",
                "istioctl manifest generate --set installPackagePath=/etc",
                "istioctl manifest generate --set=.installPackagePath=../x",
                "istioctl install -s x/../spec.installPackagePath=/etc",
                "istioctl manifest translate",
                "istioctl manifest translate -f x.yaml --output=",
                "argocd app list --argocd-context x",
                "argocd app create -f https://example.com/x",
                "argocd app create -f /etc/passwd"
            })
    void refusesWhatLeadsOutOfTheSandbox(String line) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> read(line))
                .matches(refused -> refused.code() == ErrorCode.COMMAND_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "helm --debugx list",
                "helm list --foo",
                "argocd --foo app",
                "helm list -n",
                "istioctl version --log-target=x",
                "istioctl version --log_rotate=x"
            })
    void aFlagThatIsNotThereIsAMistakeAsWithTheTool(String line) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> read(line))
                .matches(wrong -> wrong.code() == ErrorCode.USAGE)
                .withMessageStartingWith("Error: ");
    }

    @ParameterizedTest
    @CsvSource({"helm list --foo,1", "istioctl version --foo,64", "argocd app list --foo,1"})
    void aMistakeEndsAsWithTheTool(String line, int code) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> read(line))
                .matches(wrong -> wrong.exitStatus().code() == code);
    }

    @ParameterizedTest
    @CsvSource({
        "helm list,namespace kube-context,1",
        "helm -n x list,kube-context,3",
        "helm list -A,kube-context,1",
        "helm list --kube-context=c,namespace,1",
        "helm install x chart,namespace kube-context timeout,1",
        "helm --debug get values x,namespace kube-context,3",
        "helm upgrade x chart --timeout 5s -nx,kube-context,1",
        "istioctl proxy-status,namespace context timeout,1",
        "istioctl proxy-status --timeout 5s,namespace context,1",
        "istioctl install,namespace context readiness-timeout,1",
        "istioctl analyze -A,context timeout,1",
        "argocd app wait x,timeout,2",
        "argocd app wait x --timeout 5,'',2",
        "argocd app list,'',2"
    })
    void flagsThatAreFreeMayComeFromFields(String line, String flags, int at) {
        ToolUse use = read(line).use();
        assertThat(String.join(" ", use.fieldFlags().values())).isEqualTo(flags);
        assertThat(use.flagsAt()).isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource({
        "helm create x,true",
        "helm package x,true",
        "helm template x chart --output-dir out,true",
        "helm template x chart,false",
        "istioctl manifest generate -o out,true",
        "istioctl manifest translate -o out,true",
        "istioctl x workload entry configure -f a -o b,true",
        "istioctl proxy-status -o json,false"
    })
    void filesThatACommandMakesAreKnown(String line, boolean writes) {
        assertThat(read(line).use().writesFiles()).isEqualTo(writes);
    }

    @Test
    void aLogShowsNoSecret() {
        assertThat(
                        read("helm install web ./chart --set password=abc --set-string=b=abc"
                                        + " --description fine -nx")
                                .use()
                                .shown())
                .containsExactly(
                        "install",
                        "web",
                        "./chart",
                        "--set=***",
                        "--set-string=***",
                        "--description=fine",
                        "--namespace=x");
        assertThat(read("argocd repo add https://u:abc@example.test/r").use().shown())
                .containsExactly("repo", "add", "***");
    }

    @Property
    void anyWordsAreReadOrRefused(@ForAll Tool tool, @ForAll List<String> words) {
        if (tool != Tool.KUBECTL) {
            try {
                assertThat(reader(tool).read(words).tool()).isEqualTo(tool);
            } catch (CommandException refused) {
                assertThat(refused.code()).isIn(ErrorCode.COMMAND_REFUSED, ErrorCode.USAGE);
            }
        }
    }
}
