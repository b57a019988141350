package dev.mcpk8s.execution;

import dev.mcpk8s.command.HeapBudget;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Gives the service its one heap budget: {@code command}, where it lives, knows no framework. */
@Factory
final class HeapBudgetFactory {

    @Singleton
    HeapBudget heapBudget() {
        return new HeapBudget();
    }
}
