package dev.mcpk8s.commandline.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.lexer.Lexer;
import dev.mcpk8s.commandline.lexer.Word;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubectlReaderTest {

    private static final KubectlReader READER = new KubectlReader();

    private static Command read(String line) {
        List<String> words = Lexer.pipe(line).getFirst().stream().map(Word::text).toList();
        return READER.read(words, new RequestFiles(Map.of()));
    }

    private static ThrowableAssertAlternative<CommandException> failure(String line) {
        return assertThatExceptionOfType(CommandException.class).isThrownBy(() -> read(line));
    }

    /** Only kubectl itself can tell of the requests that it makes. */
    @ParameterizedTest
    @CsvSource({
        "get pods -v=5,false",
        "get pods -v 6,true",
        "--v=10 describe pods,true",
        "config view -v=9,false"
    })
    void kubectlItselfTellsOfItsRequests(String line, boolean itself) {
        assertThat(read(line) instanceof ToolCommand).isEqualTo(itself);
    }

    /** Read off kubectl 1.36.2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "ru ~ run,cp",
                "ge ~ set,get,cp",
                "list ~ get",
                "LS ~ get,logs,cp",
                "rm ~ run,delete,cp",
                "lst ~ set,get",
                "foo ~ top"
            })
    void suggestsNearCommands(String word, String near) {
        failure(word)
                .withMessage(
                        "unknown command \""
                                + word
                                + "\" for \"kubectl\"\n\nDid you mean this?\n\t"
                                + near.replace(",", "\n\t")
                                + "\n");
    }

    @Test
    void anUnknownCommandWithNothingNear() {
        failure("frobnicate now").withMessage("unknown command \"frobnicate\" for \"kubectl\"");
        failure("'a\"b'").withMessage("unknown command \"a\\\"b\" for \"kubectl\"");
        failure("frobnicate --help -n x")
                .withMessage("unknown command \"frobnicate\" for \"kubectl\"");
    }

    @Test
    void anUnknownFlagFirst() {
        failure("--foo get pods")
                .withMessage("Error: flags cannot be placed before plugin name: --foo")
                .matches(CommandException::isVerbatim);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "get --foo ~ unknown flag: --foo\\nSee 'kubectl get --help' for usage.",
                "get pods -o ~ flag needs an argument: 'o' in"
                        + " -o\\nSee 'kubectl get --help' for usage.",
                "-Z ~ unknown shorthand flag: 'Z' in -Z\\nSee 'kubectl --help' for usage.",
                "-o wide ~ unknown shorthand flag: 'o' in -o\\nSee 'kubectl --help' for usage.",
                "rollout --foo ~ unknown flag: --foo\\nSee 'kubectl rollout --help' for usage.",
                "rollout status -A ~ unknown shorthand flag: 'A' in"
                        + " -A\\nSee 'kubectl rollout status --help' for usage.",
                "options --foo ~ unknown flag: --foo\\nRun 'kubectl options' without flags.",
                "diff --foo ~ unknown flag: --foo\\nSee 'kubectl diff -h' for help and examples",
                "help --foo ~ unknown flag: --foo\\nSee 'kubectl help --help' for usage."
            })
    void flagErrorsSayWhereHelpIs(String line, String message) {
        failure(line).withMessage(message.replace("\\n", "\n"));
    }

    @Test
    void diffEndsWithItsOwnExitCode() {
        failure("diff --foo").matches(wrong -> wrong.exitStatus().code() == 2);
        failure("get --foo").matches(wrong -> wrong.exitStatus().code() == 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "label pod x a=b ~ WRITE",
                "wait -f x.yaml -l 'a in (' --for=delete ~ READ",
                "get pods/ --context=dev ~ READ",
                "get -k folder ~ READ",
                "api-resources -o kyaml ~ READ",
                "create ns x ~ WRITE",
                "apply -f - ~ WRITE",
                "apply -f - --prune ~ DELETE",
                "apply -f - --force=false ~ WRITE",
                "replace --force -f x.yaml ~ DELETE",
                "exec pod -- cat /etc/passwd ~ WRITE",
                "exec pod -i -- sh -c 'cat ../x' ~ WRITE",
                "drain node ~ DELETE",
                "delete po x ~ DELETE",
                "run x --image=y --rm ~ DELETE",
                "debug x --image=y --profile=general ~ WRITE",
                "create secret tls x --cert=a/c.pem --key=a/k.pem ~ WRITE",
                "create cm x --from-file=key=conf/a.txt --from-file=./b ~ WRITE"
            })
    void otherCommandsRunInTheSandboxWordForWord(String line, Effect effect) {
        List<String> words = Lexer.pipe(line).getFirst().stream().map(Word::text).toList();
        assertThat(read(line))
                .isInstanceOfSatisfying(
                        ToolCommand.class,
                        command -> {
                            assertThat(command.tool()).isEqualTo(Tool.KUBECTL);
                            assertThat(command.effect()).isEqualTo(effect);
                            assertThat(command.arguments()).isEqualTo(words);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edit po x",
                "edit --foo",
                "apply edit-last-applied po x",
                "port-forward po/x 80",
                "proxy",
                "plugin list",
                "plugin foo",
                "completion bash",
                "config set a b",
                "config use-context x",
                "config use x",
                "kuberc view",
                "get po --kubeconfig=x",
                "--kubeconfig x get po",
                "describe po --server=https://10.0.0.1",
                "get po -s https://10.0.0.1",
                "get po --token x",
                "get po --username x",
                "get po --password x",
                "get po --client-certificate x",
                "get po --client-key x",
                "get po --certificate-authority x",
                "get po --insecure-skip-tls-verify",
                "get po --insecure_skip_tls_verify=true",
                "get po --tls-server-name x",
                "get po --cache-dir x",
                "get po --profile=cpu",
                "get po --profile-output=x",
                "get po --kuberc=x",
                "exec -it po -- sh",
                "exec po -ti -- sh",
                "run x --image=y --tty",
                "debug po -it --image=x",
                "debug po -it --image=x --attach",
                "attach -t po",
                "create -f x --edit",
                "kustomize d --enable-helm",
                "kustomize https://example.com/x",
                "apply -f https://example.com/x.yaml",
                "apply -k /etc",
                "get -k ../x",
                "patch po x --patch-file=/etc/passwd",
                "create cm x --from-file=/etc/passwd",
                "create cm x --from-file=key=/etc/passwd",
                "create cm x --from-file=key=../../etc/passwd",
                "create cm x --from-env-file=/etc/passwd",
                "create secret generic x --from-file=/etc/passwd",
                "create secret tls x --cert=/x --key=y",
                "create secret tls x --cert=x --key=/y",
                "debug po --image=x --custom=/etc/passwd",
                "cluster-info dump --output-directory=/tmp/x",
                "get po -o jsonpath-file=/etc/passwd",
                "get po -o go-template-file=/etc/passwd",
                "get po -o templatefile=/etc/passwd",
                "get po -o custom-columns-file=/etc/passwd",
                "get po -o go-template-file --template=/etc/passwd",
                "cp /etc/passwd pod:/tmp",
                "cp ../x pod:/tmp",
                "kustomize /etc",
                "kustomize d -o /tmp/x"
            })
    void refusesWhatLeadsOutOfTheRequest(String line) {
        failure(line)
                .matches(refused -> refused.code() == ErrorCode.COMMAND_REFUSED)
                .satisfies(refused -> assertThat(refused.text()).hasSizeGreaterThan(40));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get po --insecure-skip-tls-verify=false",
                "apply -f ~/x.yaml",
                "apply -f a/../x.yaml",
                "describe po --help -f /etc/passwd",
                "exec po --tty=false -- ls /",
                "debug po -it --image=x --attach=false",
                "run x -t --image=y --attach=false",
                "get po --context a --cluster b --user c --as d --as-group e -n f",
                "get po -o jsonpath='{.a}/etc'",
                "get po -o template --template='/{{.x}}'",
                "annotate po x path=/etc/passwd",
                "label po x url=https_x",
                "patch po x -p '{\"a\":\"/x\"}'",
                "create cm x --from-literal=a=/etc/passwd"
            })
    void letsHarmlessThingsPass(String line) {
        assertThat(read(line)).isNotNull();
    }

    @Property
    void anyWordsAreReadOrRefused(@ForAll("lines") List<String> words) {
        try {
            assertThat(READER.read(words, new RequestFiles(Map.of()))).isNotNull();
        } catch (CommandException refused) {
            assertThat(refused.text()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "get",
                                "-o",
                                "--",
                                "-A",
                                "-n",
                                "--output=",
                                "pods",
                                "--raw",
                                "/a",
                                "rollout",
                                "config",
                                "-f",
                                "-",
                                "--template",
                                "x=y",
                                "-l",
                                "-L",
                                "custom-columns=a:b",
                                "jsonpath=",
                                "version",
                                "--client",
                                "help"),
                        Arbitraries.strings().ofMaxLength(6))
                .list()
                .ofMaxSize(7);
    }
}
