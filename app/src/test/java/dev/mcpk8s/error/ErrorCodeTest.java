package dev.mcpk8s.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

    @Test
    void namesAreUnique() {
        Set<String> names = new HashSet<>();
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(names.add(code.code())).as(code.code()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeIsEitherARefusedRequestOrAFailedCommand(ErrorCode code) {
        assertThat(code.title()).isNotBlank();
        if (code.refusesRequest()) {
            assertThat(code.httpStatus()).isBetween(400, 599);
        } else {
            assertThat(code.exitStatus()).isPositive();
        }
    }

    /** Contract, section 8. */
    @ParameterizedTest
    @CsvSource({
        "TIMEOUT,124",
        "CANCELLED,130",
        "FORBIDDEN,126",
        "COMMAND_REFUSED,126",
        "TOOL_NOT_INSTALLED,127",
        "KUBECONFIG_MISSING,-1"
    })
    void hasTheExitCodesThatArePromised(ErrorCode code, int exitStatus) {
        assertThat(code.exitStatus()).isEqualTo(exitStatus);
    }
}
