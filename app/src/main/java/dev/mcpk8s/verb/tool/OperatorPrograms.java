package dev.mcpk8s.verb.tool;

import dev.mcpk8s.cluster.CredentialPrograms;
import dev.mcpk8s.sandbox.CredentialProcess;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs the operator's credential programs where processes may start. */
@Singleton
final class OperatorPrograms implements CredentialPrograms {

    @Override
    public String run(List<String> command, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException {
        return CredentialProcess.run(command, environment, limit);
    }
}
