package dev.mcpk8s.http;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.execution.ToolInventory;
import dev.mcpk8s.execution.ToolStatus;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /tools/status}: which tools there are, and what holds them back. */
@Controller("/tools/status")
@Hidden // described in src/main/openapi
@ExecuteOn(TaskExecutors.BLOCKING)
class StatusController {

    private final ToolInventory inventory;

    StatusController(ToolInventory inventory) {
        this.inventory = inventory;
    }

    @Get
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> status() {
        Map<Tool, ToolStatus> known = inventory.status();
        Map<String, Map<String, Object>> tools = new LinkedHashMap<>();
        for (Tool tool : Tool.values()) {
            tools.put(tool.command(), describe(tool, known.get(tool)));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("tools", tools);
        answer.put("containment", inventory.containment());
        return HttpResponse.ok(RequestJson.write(answer))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private static Map<String, Object> describe(Tool tool, @Nullable ToolStatus status) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("available", status != null && status.available());
        entry.put("description", tool.description());
        if (status != null && status.version() != null) {
            entry.put("version", status.version());
        }
        if (status == null || !status.available()) {
            String error = status == null ? null : status.error();
            entry.put("error", error == null ? tool.command() + " is not installed" : error);
        }
        return entry;
    }
}
