package dev.mcpk8s.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where the operator's credential programs run; this package starts no processes. */
@FunctionalInterface
public interface CredentialPrograms {

    /**
     * @param environment set beside the service's own
     * @return what it printed
     * @throws IOException when it cannot be started, fails, takes too long or prints too much; its
     *     message holds nothing that the program said
     */
    String run(List<String> command, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException;
}
