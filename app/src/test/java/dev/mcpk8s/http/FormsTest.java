package dev.mcpk8s.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.client.RawConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What clients send as {@code multipart/form-data}, good and bad; nothing of it is lost silently.
 */
class FormsTest {

    private static final String TYPE = "multipart/form-data; boundary=b";
    private static final String END = "--b--\r\n";

    private static Service service;

    @BeforeAll
    static void start() {
        service = new Service();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aFormNeedsNoEscaping() {
        assertThat(
                        output(
                                part("name=\"command\"", "file dir/a.yaml")
                                        + part("name=\"kubeconfig\"; filename=\"config\"", "k")
                                        + part("name=\"x\"; filename=\"dir/a.yaml\"", "a: \"x\"\n")
                                        + part("name=\"timeout\"", "5")))
                .isEqualTo("a: \"x\"\n");
    }

    @Test
    void severalCommandsAreTheWordsOfOne() {
        assertThat(
                        output(
                                part("name=\"command\"", "echo")
                                        + part("name=\"command\"", "two  words")))
                .isEqualTo("two  words\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubeconfig",
                "context",
                "namespace",
                "timeout",
                "pipefail",
                "progress",
                "argocd_token",
                "diff_files"
            })
    void everyFieldMayComeAsAFile(String field) {
        String parts =
                part("name=\"" + field + "\"; filename=\"../f\"", "one")
                        + part("name=\"" + field + "\"", "two")
                        + part("name=\"command\"", "files");

        assertThat(detail(send(TYPE, parts + END))).isEqualTo(field + " is given twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    filename="a;b=c, d.yaml"           | a;b=c, d.yaml
                    filename=plain.yaml                | plain.yaml
                    filename="a\\"b.yaml"              | a"b.yaml
                    FileName="ä.yaml"                  | ä.yaml
                    filename*=UTF-8''%C3%A4+.yaml      | ä+.yaml
                    filename="x"; filename*=utf-8''y   | y
                    filename = "spaces.yaml" ; x=y     | spaces.yaml
                    """)
    void fileNamesComeAsTheyWereMeant(String parameter, String name) {
        assertThat(
                        output(
                                part("name=\"command\"", "files")
                                        + part("name=\"f\"; " + parameter, "text")))
                .isEqualTo(name + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=\"b\"",
                "Multipart/Form-Data; Boundary=b",
                "multipart/form-data; charset=utf-8; boundary=b"
            })
    void theBoundaryIsFoundHoweverItIsWritten(String type) {
        HttpResponse<String> answer =
                send(type, "preamble\r\n" + part("name=command", "echo a") + END + "epilogue");

        assertThat(json(answer).get("output").asText()).as(answer.body()).isEqualTo("a\n");
    }

    @Test
    void aBoundaryMayHaveOddCharacters() {
        String boundary = "-- '()+_,./:=?";
        HttpResponse<String> answer =
                send(
                        "multipart/form-data; boundary=\"" + boundary + "\"",
                        (part("name=\"command\"", "cat")
                                        + part("name=\"stdin\"", "\r\n--b\r\r\n-- '\r\n")
                                        + END)
                                .replace("--b\r\nC", "--" + boundary + "\r\nC")
                                .replace("--b--", "--" + boundary + "--"));

        assertThat(json(answer).get("output").asText())
                .as(answer.body())
                .isEqualTo("\r\n--b\r\r\n-- '\r\n");
    }

    @Test
    void emptyPartsAreEmpty() {
        assertThat(
                        output(
                                part("name=\"command\"", "file empty")
                                        + part("name=\"f\"; filename=\"empty\"", "")
                                        + part("name=\"g\"; filename=\"\"", "")))
                .isEmpty();
        assertThat(
                        output(
                                "--b\r\nContent-Disposition: form-data; name=\"stdin\"\r\n\r\n"
                                        + part("name=\"command\"", "cat")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    multipart/form-data                  | name="command"    | boundary
                    multipart/form-data; boundary=       | name="command"    | boundary
                    multipart/form-data; boundary=""     | name="command"    | boundary
                    multipart/form-data; boundary="b     | name="command"    | not well formed
                    multipart/form-data; boundary=other  | name="command"    | boundary
                    multipart/form-data; boundary=b      | filename="a"      | no name
                    multipart/form-data; boundary=b      | x                 | no name
                    multipart/form-data; boundary=b      | name="a;          | not well formed
                    multipart/form-data; boundary=b      | name=a; name=b    | not well formed
                    multipart/form-data; boundary=b      | name=a; name*=utf-8''%zz | not well formed
                    multipart/form-data; boundary=b      | name="namespace"  | command is required
                    """)
    void aFormThatCannotBeReadIsExplained(String type, String disposition, String detail) {
        assertThat(detail(send(type, part(disposition, "echo a") + END))).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 20, 60, 100})
    void aFormThatWasCutRunsNothing(int cut) {
        String whole =
                part("name=\"command\"", "echo ran")
                        + part("name=\"f\"; filename=\"f\"", "x")
                        + END;
        service.commands().started.clear();

        assertThat(detail(send(TYPE, whole.substring(0, whole.length() - 2 - cut))))
                .contains("the form is not well formed");
        assertThat(service.commands().started).isEmpty();
    }

    @Test
    void textIsUtf8WhateverAPartSays() {
        String other = "\r\nContent-Type: text/plain; charset=no-such-set";
        assertThat(output(part("name=\"command\"" + other, "echo ä"))).isEqualTo("ä\n");

        HttpRequest.Builder latin =
                service.request("/tools/helm")
                        .header("Content-Type", TYPE)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        part("name=\"command\"", "echo ä") + END,
                                        StandardCharsets.ISO_8859_1));
        assertThat(detail(service.send(latin))).contains("command is not UTF-8 text");
    }

    @Test
    void partsEncodedForTransportAreRefused() {
        String encoded = "\r\nContent-Transfer-Encoding: base64";
        assertThat(detail(send(TYPE, part("name=\"command\"" + encoded, "ZWNobw==") + END)))
                .contains("encoded for transport");
        assertThat(output(part("name=\"command\"\r\nContent-Transfer-Encoding: 8Bit", "echo a")))
                .isEqualTo("a\n");
    }

    @Test
    void formsAreCheckedAsBodiesAre() {
        String command = part("name=\"command\"", "files");
        assertThat(detail(send(TYPE, command + part("name=\"timeout\"", "soon") + END)))
                .contains("timeout must be");
        assertThat(detail(send(TYPE, command + part("name=f; filename=\"../a\"", "x") + END)))
                .contains("files");
        assertThat(detail(send(TYPE, command + part("name=f; filename=a", "x").repeat(2) + END)))
                .contains("the same file name");
        assertThat(detail(send(TYPE, part("name=\"" + "n".repeat(9000) + "\"", "x") + END)))
                .contains("8 KiB");
    }

    /** A client that reads only when it has sent everything must come to its answer too. */
    @Test
    void aFormBeyondTheLimitIs413AndTheConnectionGoesOn() {
        try (RawConnection connection = service.connect()) {
            String form =
                    part("name=\"command\"", "echo a")
                            + part("name=\"f\"; filename=\"f\"", "x".repeat(40 << 20))
                            + END;
            connection.send(
                    "POST /tools/helm HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                            + TYPE
                            + "\r\nContent-Length: "
                            + form.length()
                            + "\r\n\r\n"
                            + form);
            RawConnection.Answer refused = connection.read();
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.json().path("code").asText()).isEqualTo("body_too_large");
            assertThat(connection.post("/tools/helm", "{\"command\": \"echo a\"}").status())
                    .isEqualTo(200);
        }
    }

    private static String part(String disposition, String content) {
        return "--b\r\nContent-Disposition: form-data; "
                + disposition
                + "\r\n\r\n"
                + content
                + "\r\n";
    }

    private static HttpResponse<String> send(String type, String body) {
        return service.send(
                service.request("/tools/helm")
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String output(String parts) {
        HttpResponse<String> answer = send(TYPE, parts + END);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("output").asText();
    }

    private static String detail(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        return json(refused).get("detail").asText();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return RequestJson.STRICT.readTree(answer.body());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(answer.body(), broken);
        }
    }
}
