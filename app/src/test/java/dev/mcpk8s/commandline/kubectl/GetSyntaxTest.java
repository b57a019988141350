package dev.mcpk8s.commandline.kubectl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.command.OutputFormat.CustomColumns.Column;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.lexer.Lexer;
import dev.mcpk8s.commandline.lexer.Word;
import dev.mcpk8s.error.CommandException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GetSyntaxTest {

    private static final KubectlReader READER = new KubectlReader();

    private static final RequestFiles FILES =
            new RequestFiles(
                    Map.of(
                            "t/path.txt", "{.items}\n".getBytes(UTF_8),
                            "cols", "A  B\n.a {b}\n".getBytes(UTF_8),
                            "short", "A\n".getBytes(UTF_8),
                            "uneven", "A B\na\n".getBytes(UTF_8),
                            "empty", new byte[0]));

    private static GetCommand get(String line) {
        List<String> words = Lexer.pipe("get " + line).getFirst().stream().map(Word::text).toList();
        return (GetCommand) READER.read(words, FILES);
    }

    @Test
    void readsEveryFlag() {
        GetCommand command =
                get(
                        "po,svc -A -n web -l ' a=b ' --field-selector=x=y -o wide --no-headers"
                                + " --show-labels -L app,tier -L z --show-kind --show-managed-fields"
                                + " --ignore-not-found --allow-missing-template-keys=false"
                                + " --server-print=false --chunk-size 7 --sort-by .a --context c"
                                + " --cluster k --user u --as me --as-uid 1 --as-group g"
                                + " --as-group h --as-user-extra s=1 --as-user-extra s=2"
                                + " --request-timeout 5s --warnings-as-errors");
        assertThat(command.arguments()).containsExactly("po,svc");
        assertThat(command.allNamespaces()).isTrue();
        assertThat(command.labelSelector()).isEqualTo("a=b");
        assertThat(command.fieldSelector()).isEqualTo("x=y");
        assertThat(command.output()).isEqualTo(new OutputFormat.Table(true));
        assertThat(command.noHeaders()).isTrue();
        assertThat(command.showLabels()).isTrue();
        assertThat(command.labelColumns()).containsExactly("app", "tier", "z");
        assertThat(command.showKind()).isTrue();
        assertThat(command.showManagedFields()).isTrue();
        assertThat(command.ignoreNotFound()).isTrue();
        assertThat(command.allowMissingTemplateKeys()).isFalse();
        assertThat(command.serverPrint()).isFalse();
        assertThat(command.chunkSize()).isEqualTo(7);
        assertThat(command.sortBy()).isEqualTo(".a");
        assertThat(command.raw()).isNull();
        assertThat(command.flags().namespace()).isEqualTo("web");
        assertThat(command.flags().context()).isEqualTo("c");
        assertThat(command.flags().cluster()).isEqualTo("k");
        assertThat(command.flags().user()).isEqualTo("u");
        assertThat(command.flags().requestTimeout()).hasSeconds(5);
        assertThat(command.flags().warningsAsErrors()).isTrue();
        assertThat(command.flags().impersonation().user()).isEqualTo("me");
        assertThat(command.flags().impersonation().uid()).isEqualTo("1");
        assertThat(command.flags().impersonation().groups()).containsExactly("g", "h");
        assertThat(command.flags().impersonation().extra())
                .isEqualTo(Map.of("s", List.of("1", "2")));
    }

    @Test
    void defaultsAreKubectls() {
        GetCommand command = get("pods -n '' --request-timeout=0");
        assertThat(command.output()).isEqualTo(new OutputFormat.Table(false));
        assertThat(command.chunkSize()).isEqualTo(500);
        assertThat(command.serverPrint()).isTrue();
        assertThat(command.allowMissingTemplateKeys()).isTrue();
        assertThat(command.flags()).isEqualTo(dev.mcpk8s.command.GlobalFlags.NONE);
    }

    @Test
    void aRequestTimeoutIsSecondsOrADurationAndANegativeOneIsNone() {
        assertThat(get("pods --request-timeout=+5").flags().requestTimeout()).hasSeconds(5);
        assertThat(get("pods --request-timeout=1h1ms").flags().requestTimeout())
                .hasMillis(3_600_001);
        assertThat(get("pods --request-timeout=-1s").flags().requestTimeout()).isNull();
        assertThat(get("pods --request-timeout=999999999999999999").flags().requestTimeout())
                .hasNanos(Long.MAX_VALUE);
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of("-o json", new OutputFormat.Json()),
                Arguments.of("-o JSON", new OutputFormat.Json()),
                Arguments.of("-oyaml", new OutputFormat.Yaml()),
                Arguments.of("-o kyaml", new OutputFormat.Kyaml()),
                Arguments.of("-o Name", new OutputFormat.Name()),
                Arguments.of("-o json --template=x", new OutputFormat.Json()),
                Arguments.of("-o json -o wide", new OutputFormat.Table(true)),
                Arguments.of(
                        "-o jsonpath='{.a}={.b}'", new OutputFormat.JsonPath("{.a}={.b}", false)),
                Arguments.of("-o jsonpath-as-json={.a}", new OutputFormat.JsonPath("{.a}", true)),
                Arguments.of(
                        "-o jsonpath --template={.a}", new OutputFormat.JsonPath("{.a}", false)),
                Arguments.of("-o go-template={{.a}}", new OutputFormat.GoTemplate("{{.a}}")),
                Arguments.of("--template={{.a}}", new OutputFormat.GoTemplate("{{.a}}")),
                Arguments.of(
                        "-o jsonpath-file=./t/path.txt",
                        new OutputFormat.JsonPath("{.items}\n", false)),
                Arguments.of(
                        "-o custom-columns=A:.a,B:{.b[0].c},C:d,D:",
                        columns("A", "{.a}", "B", "{.b[0].c}", "C", "{.d}", "D", "")),
                Arguments.of("-o custom-columns-file=cols", columns("A", "{.a}", "B", "{.b}")));
    }

    private static OutputFormat columns(String... pairs) {
        return new OutputFormat.CustomColumns(
                Stream.iterate(0, i -> i < pairs.length, i -> i + 2)
                        .map(i -> new Column(pairs[i], pairs[i + 1]))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void readsFormats(String flags, OutputFormat format) {
        assertThat(get("pods " + flags).output()).isEqualTo(format);
    }

    /** Read off kubectl 1.36.2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "pods -o bad ~ unable to match a printer suitable for the output format \"bad\","
                        + " allowed formats are: custom-columns,custom-columns-file,go-template,"
                        + "go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,"
                        + "template,templatefile,wide,yaml",
                "pods -o jsonpath ~ template format specified but no template given",
                "pods -o custom-columns ~ custom-columns format specified but no custom columns"
                        + " given",
                "pods -o custom-columns=A ~ unexpected custom-columns spec: A, expected"
                        + " <header>:<json-path-expr>",
                "pods -o custom-columns=A:{a}{b} ~ unexpected path string, expected a 'name1.name2'"
                        + " or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
                "pods -o jsonpath-file=no ~ error reading --template no, open no: no such file or"
                        + " directory",
                "pods -o custom-columns-file=no ~ error reading template no, open no: no such file"
                        + " or directory",
                "pods -o custom-columns-file=empty ~ invalid template, missing header line. Expected"
                        + " format is one line of space separated headers, one line of space"
                        + " separated column specs.",
                "pods -o custom-columns-file=short ~ invalid template, missing spec line. Expected"
                        + " format is one line of space separated headers, one line of space"
                        + " separated column specs.",
                "pods -o custom-columns-file=uneven ~ number of headers (2) and field"
                        + " specifications (1) don't match",
                "pods --show-labels -o json ~ --show-labels option cannot be used with json printer",
                "--raw /a b ~ arguments may not be passed when --raw is specified",
                "--raw a ~ --raw must be a valid URL path: parse \"a\": invalid URI for request",
                "--raw '/a b%' ~ --raw must be a valid URL path: parse \"/a b%\": invalid URL"
                        + " escape \"%\"",
                "--raw /a -o json ~ --raw and --output are mutually exclusive",
                "--raw /a -l x ~ --raw may not be specified with other flags that filter the server"
                        + " request or alter the output",
                "pods --request-timeout=bad ~ Invalid timeout value. Timeout must be a single"
                        + " integer in seconds, or an integer followed by a corresponding time unit"
                        + " (e.g. 1s | 2m | 3h)",
                "pods x -l a=b ~ name cannot be provided when a selector is specified",
                "pod/x -l a=b ~ selectors and the all flag cannot be used when passing resource/name"
                        + " arguments",
                "pods --subresource=status ~ subresource cannot be used when bulk resources are"
                        + " specified",
                "pod a/b/c ~ there is no need to specify a resource type as a separate argument when"
                        + " passing arguments in resource/name form (e.g. 'kubectl get"
                        + " resource/<resource_name>' instead of 'kubectl get resource"
                        + " resource/<resource_name>'",
                "a,b c/d ~ arguments in resource/name form may not have more than one slash",
                "a/b/c ~ arguments in resource/name form may not have more than one slash",
                "pods,svc/x ~ arguments in resource/name form must have a single resource and name",
                "pod/ ~ arguments in resource/name form must have a single resource and name"
            })
    void complainsInKubectlsWords(String line, String message) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> refuse(get(line)))
                .withMessage(message);
    }

    /** A bad format is told later than everything else. */
    private static void refuse(GetCommand command) {
        if (command.output() instanceof OutputFormat.Invalid(String reason)) {
            throw CommandException.usage(reason);
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "-A", "--", "--raw ''"})
    void needsAType(String line) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> get(line))
                .matches(CommandException::isVerbatim)
                .withMessage(
                        "You must specify the type of resource to get. Use \"kubectl api-resources\""
                                + " for a complete list of supported resources.\n\n"
                                + "error: Required resource not specified.\n"
                                + "Use \"kubectl explain <resource>\" for a detailed description of"
                                + " that resource (e.g. kubectl explain pods).\n"
                                + "See 'kubectl get -h' for help and examples");
    }

    @Test
    void aRawAddressLosesItsHost() {
        assertThat(get("--raw /version?a=b%").raw()).isEqualTo("/version?a=b%");
        assertThat(get("--raw https://10.0.0.1:99/healthz?x").raw()).isEqualTo("/healthz?x");
        assertThat(get("--raw http://x").raw()).isEqualTo("/");
    }

    @Test
    void argumentsAfterTheDashesAreArguments() {
        assertThat(get("pods -- -o json").arguments()).containsExactly("pods", "-o", "json");
    }
}
