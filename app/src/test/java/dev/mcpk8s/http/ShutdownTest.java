package dev.mcpk8s.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.client.RawConnection;
import dev.mcpk8s.error.ErrorCode;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShutdownTest {

    @Test
    void commandsUnderWayGetTheirEndAndThePortIsClosed() throws Exception {
        int port;
        try (Service service = new Service();
                RawConnection stream = service.connect();
                RawConnection buffered = service.connect()) {
            port = service.port();
            stream.ask("/sse", "{\"command\": \"helm sleep 600000\"}");
            buffered.ask("/tools/helm", "{\"command\": \"sleep 600000\"}");
            ScriptedCommands commands = service.commands();
            assertThat(commands.started.poll(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(commands.started.poll(30, TimeUnit.SECONDS)).isNotNull();

            service.server.stop();

            assertThat(commands.stopped)
                    .extracting(ScriptedCommands.Stopped::why)
                    .containsExactly(ErrorCode.SHUTTING_DOWN, ErrorCode.SHUTTING_DOWN);
            assertThat(stream.read().body())
                    .contains("\"status\":\"error\"", "\"code\":\"shutting_down\"");
            RawConnection.Answer answer = buffered.read();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("shutting_down");
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }
}
