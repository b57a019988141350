package dev.mcpk8s.http;

import dev.mcpk8s.command.HeapBudget;
import dev.mcpk8s.execution.RunningCommands;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** {@code GET /metrics}: for Prometheus. */
@Controller("/metrics")
@Hidden // described in src/main/openapi
@ExecuteOn(TaskExecutors.BLOCKING)
class MetricsController {

    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;

    MetricsController(PrometheusMeterRegistry registry, RunningCommands running, HeapBudget heap) {
        this.registry = registry;
        Gauge.builder("mcpk8s.commands.running", running, RunningCommands::count)
                .description("Commands under way")
                .register(registry);
        Gauge.builder("mcpk8s.answers.held", heap, HeapBudget::used)
                .baseUnit(BaseUnits.BYTES)
                .description("Heap that large answers hold while they wait for something")
                .register(registry);
    }

    @Get
    @Produces(MediaType.ALL)
    HttpResponse<String> scrape() {
        return HttpResponse.ok(registry.scrape(TEXT_FORMAT)).contentType(TEXT_FORMAT);
    }
}
