package dev.mcpk8s.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A service of its own process, made to be killed: runs one program and passes on what it writes.
 * Arguments come URL-encoded, so that no locale changes them on the way here.
 */
final class KilledService {

    private KilledService() {}

    public static void main(String[] arguments) throws Exception {
        Sandbox sandbox = Sandbox.open(SandboxSettings.DEFAULT.in(Path.of(arguments[0])));
        SandboxRun run =
                new SandboxRun(
                        "tool",
                        Path.of(arguments[1]),
                        Stream.of(arguments)
                                .skip(2)
                                .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
                                .toList(),
                        Map.of("file", new byte[10]),
                        new byte[10],
                        "secret");
        SandboxOutput relay =
                new SandboxOutput() {
                    @Override
                    public void stdout(byte[] piece) {
                        System.out.writeBytes(piece);
                        System.out.flush();
                    }

                    @Override
                    public void stderr(byte[] piece) {
                        System.err.writeBytes(piece);
                    }
                };
        try {
            sandbox.run(run, relay, StopSignal.NEVER);
        } catch (SandboxException refused) {
            System.out.println(refused.reason());
        } finally {
            sandbox.close();
        }
    }
}
