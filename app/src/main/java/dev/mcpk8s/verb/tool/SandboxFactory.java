package dev.mcpk8s.verb.tool;

import dev.mcpk8s.sandbox.Sandbox;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Opens the one sandbox of the service, and closes it with the service. */
@Factory
final class SandboxFactory {

    @Singleton
    @Bean(preDestroy = "close")
    Sandbox sandbox(SandboxLimits limits) {
        return Sandbox.open(limits.settings());
    }
}
