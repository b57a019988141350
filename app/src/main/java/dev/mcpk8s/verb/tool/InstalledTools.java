package dev.mcpk8s.verb.tool;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.execution.ToolInventory;
import dev.mcpk8s.execution.ToolStatus;
import dev.mcpk8s.sandbox.Sandbox;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Which tools are installed, in which versions. The versions are asked for once, in the background,
 * when the service starts.
 */
@Singleton
final class InstalledTools implements ToolInventory, ApplicationEventListener<StartupEvent> {

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

    /** Whoever asks in the first moment of the service's life waits this long for the versions. */
    private static final Duration FIRST_ANSWER = Duration.ofMillis(500);

    private final ToolPrograms programs;
    private final VersionProbe probe;
    private final Sandbox sandbox;
    private final Map<Tool, Optional<String>> versions = new ConcurrentHashMap<>();
    private final CountDownLatch probed = new CountDownLatch(1);

    InstalledTools(ToolPrograms programs, Sandbox sandbox) {
        this.programs = programs;
        this.probe = new VersionProbe(sandbox, PROBE_LIMIT);
        this.sandbox = sandbox;
    }

    @Override
    public void onApplicationEvent(StartupEvent started) {
        Thread.ofVirtual().name("tool-versions").start(this::askVersions);
    }

    @Override
    public Map<Tool, ToolStatus> status() {
        awaitFirstAnswer();
        Map<Tool, ToolStatus> status = new EnumMap<>(Tool.class);
        for (Tool tool : Tool.values()) {
            status.put(tool, programs.find(tool).isPresent() ? present(tool) : missing(tool));
        }
        return Collections.unmodifiableMap(status);
    }

    @Override
    public Map<String, Boolean> containment() {
        Map<String, Boolean> layers = new LinkedHashMap<>(sandbox.containment().byName());
        layers.putAll(sandbox.cgroups().byName());
        return Collections.unmodifiableMap(layers);
    }

    /** Asks one tool after the other: it is never urgent. */
    void askVersions() {
        try {
            for (Tool tool : Tool.values()) {
                Optional<Path> program = programs.find(tool);
                if (program.isPresent()) {
                    versions.put(tool, probe.ask(tool, program.get()));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            probed.countDown();
        }
    }

    private ToolStatus present(Tool tool) {
        Optional<String> version = versions.get(tool);
        if (version == null) {
            return new ToolStatus(true, null, null);
        }
        return version.map(known -> new ToolStatus(true, known, null))
                .orElseGet(() -> new ToolStatus(true, null, "it did not say its version in time"));
    }

    private ToolStatus missing(Tool tool) {
        return new ToolStatus(false, null, programs.problem(tool));
    }

    private void awaitFirstAnswer() {
        try {
            if (probed.await(FIRST_ANSWER.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
