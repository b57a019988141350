package dev.mcpk8s.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.StatusException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectClientTest {

    private static final ResourceMapping PODS =
            new ResourceMapping(new GroupVersion("", "v1"), "pods", "Pod", true);
    private static final ResourceMapping DEPLOYMENTS =
            new ResourceMapping(new GroupVersion("apps", "v1"), "deployments", "Deployment", true);

    private final FakeCluster cluster = new FakeCluster();
    private final ObjectClient objects = new ObjectClient(cluster, null);

    @Test
    void asksForNoMoreThanIsPrinted() throws IOException {
        cluster.json("/apis/apps/v1/namespaces/team/deployments", "{}");
        ListOptions options = new ListOptions("a in (b, c)", "x=y", 500, "");
        objects.list(DEPLOYMENTS, "team", options, Representation.TABLE_CELLS).close();
        objects.list(DEPLOYMENTS, "team", options.after("next"), Representation.OBJECT).close();
        assertThat(cluster.requests)
                .containsExactly(
                        "/apis/apps/v1/namespaces/team/deployments?"
                                + "labelSelector=a+in+%28b%2C+c%29&fieldSelector=x%3Dy&limit=500"
                                + "&includeObject=None",
                        "/apis/apps/v1/namespaces/team/deployments?"
                                + "labelSelector=a+in+%28b%2C+c%29&fieldSelector=x%3Dy&limit=500"
                                + "&continue=next");
    }

    @Test
    void escapesNames() throws IOException {
        cluster.json("/api/v1/namespaces/default/pods/a%20%C3%A9%3F%23/status", "{}");
        objects.get(PODS, "default", "a é?#", "status", Representation.OBJECT).close();
        assertThat(cluster.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "..,default,invalid resource name \"..\": [may not be '..']",
        "a/%,default,invalid resource name \"a/%\": [may not contain '/' may not contain '%']",
        "'',default,resource name may not be empty",
        "x,a/b,invalid namespace \"a/b\": [may not contain '/']",
    })
    void refusesNamesThatWouldBeAnotherPath(String name, String namespace, String expected) {
        assertThatThrownBy(
                        () -> objects.get(PODS, namespace, name, "", Representation.OBJECT).close())
                .isInstanceOf(CommandException.class)
                .hasMessage(expected);
        assertThat(cluster.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400,BadRequest,the server rejected our request for an unknown reason (get pods x)",
        "403,Forbidden,go away (get pods x)",
        "404,NotFound,the server could not find the requested resource (get pods x)",
        "418,'',the server responded with the status code 418 but did not return more information"
                + " (get pods x)",
        "500,InternalError,an error on the server (\"go away\") has prevented the request from"
                + " succeeding (get pods x)",
        "503,ServiceUnavailable,the server is currently unable to handle the request (get pods x)",
    })
    void wordsFailuresThatAreNoStatus(int status, String reason, String message) {
        cluster.answer("/api/v1/namespaces/default/pods/x", status, "text/plain", " go away\n");
        assertThatThrownBy(
                        () -> objects.get(PODS, "default", "x", "", Representation.OBJECT).close())
                .isInstanceOfSatisfying(
                        StatusException.class,
                        failure -> {
                            assertThat(failure.reason()).isEqualTo(reason);
                            assertThat(failure).hasMessage(message);
                        });
    }

    @Test
    void tellsWhatWasAskedForWhereSomethingCallsItInvalid() {
        cluster.answer("/apis/apps/v1/namespaces/team/deployments/x", 422, "text/plain", "no\n");
        assertThatThrownBy(
                        () ->
                                objects.get(DEPLOYMENTS, "team", "x", "", Representation.OBJECT)
                                        .close())
                .isInstanceOfSatisfying(
                        StatusException.class,
                        failure -> {
                            assertThat(failure.kind()).isEqualTo("deployments");
                            assertThat(failure.name()).isEqualTo("x");
                            assertThat(failure.causes())
                                    .containsExactly(new StatusException.Cause("", "no"));
                        });
    }

    @ParameterizedTest
    @CsvSource({"text/html; charset=utf-8", "text/plain", "application/octet-stream"})
    void takesNoPageForAnObject(String contentType) {
        cluster.answer("/api/v1/pods", 200, contentType, "<html>Sign in</html>");
        assertThatThrownBy(
                        () ->
                                objects.list(
                                                PODS,
                                                "",
                                                ListOptions.selecting("", ""),
                                                Representation.OBJECT)
                                        .close())
                .isInstanceOf(CommandException.class)
                .hasMessage("serializer for " + contentType + " doesn't exist");
    }

    @ParameterizedTest
    @CsvSource({"'',404,true", "Odd,404,true", "NotFound,400,true", "Forbidden,404,false"})
    void aReasonNobodyKnowsLeavesItToTheStatus(String reason, int status, boolean missing) {
        StatusException failure = new StatusException(status, reason, "m", null, null, List.of());
        assertThat(failure.isNotFound()).isEqualTo(missing);
    }

    @Test
    void tellsThatTheNamespaceIsMissing() {
        cluster.answer(
                "/api/v1/namespaces/gone",
                404,
                "application/json",
                """
                {"kind":"Status","status":"Failure","reason":"NotFound","code":404,
                 "message":"namespaces \\"gone\\" not found",
                 "details":{"name":"gone","kind":"namespaces"}}
                """);
        assertThatThrownBy(() -> objects.get(PODS, "gone", "x", "", Representation.OBJECT).close())
                .hasMessage("namespaces \"gone\" not found");
    }

    @Test
    void explainsWhatWasLookedFor() {
        cluster.answer("/api/v1/pods", 400, "text/plain", "bad");
        ListOptions options = new ListOptions("a=b", "", 0, "");
        assertThatThrownBy(() -> objects.list(PODS, "", options, Representation.OBJECT).close())
                .hasMessage(
                        "Unable to find \"/v1, Resource=pods\" that match label selector \"a=b\","
                                + " field selector \"\": the server rejected our request for an"
                                + " unknown reason (get pods)");
    }
}
