package dev.mcpk8s.docs;

import dev.mcpk8s.error.ErrorCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/api.md} lists every code of a failure, from the code's own list. */
class ApiPageTest {

    @Test
    void listsEveryRefusal() throws IOException {
        GeneratedPage.checkPart(
                "api.md",
                "refusals",
                table(true, "| code | HTTP | `exit_code` | what it means |\n|---|---|---|---|\n"));
    }

    @Test
    void listsEveryFailure() throws IOException {
        GeneratedPage.checkPart(
                "api.md", "failures", table(false, "| code | `exit_code` | |\n|---|---|---|\n"));
    }

    private static String table(boolean refusals, String head) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.refusesRequest() == refusals)
                .map(ApiPageTest::row)
                .collect(Collectors.joining("", head, ""));
    }

    private static String row(ErrorCode code) {
        String status = code.refusesRequest() ? " " + code.httpStatus() + " |" : "";
        return "| `%s` |%s %d | %s |\n"
                .formatted(code.code(), status, code.exitStatus(), code.title());
    }
}
