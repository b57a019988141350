package dev.mcpk8s.verb.top;

import dev.mcpk8s.command.TopPodCommand;
import dev.mcpk8s.golang.GoSort;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Pods or their containers, sorted, with their sum (kubectl: {@code pkg/metricsutil}). */
final class PodUsageTable {

    private static final String RULE = "________";

    private final TopPodCommand command;
    private final UsageTable table;

    PodUsageTable(TopPodCommand command, Writer out) {
        this.command = command;
        this.table = new UsageTable(out, command.showSwap());
    }

    void print(List<PodUsage> pods) throws IOException {
        List<PodUsage> sorted = new ArrayList<>(pods);
        GoSort.sort(sorted, order(PodUsage::total, this::precedes));
        int columns = printHeader();
        for (PodUsage pod : sorted) {
            if (command.containers()) {
                printContainers(pod);
            } else {
                printLine(pod, "", pod.total());
            }
        }
        if (command.sum()) {
            printSum(sorted, columns);
        }
        table.finish();
    }

    private boolean precedes(PodUsage left, PodUsage right) {
        int byNamespace =
                command.allNamespaces() ? left.namespace().compareTo(right.namespace()) : 0;
        return byNamespace == 0 ? left.name().compareTo(right.name()) < 0 : byNamespace < 0;
    }

    private <T> GoSort.Less<T> order(Function<T, Usage> usage, GoSort.Less<T> byName) {
        return switch (command.sortBy()) {
            case "cpu" -> (a, b) -> usage.apply(a).milli("cpu") > usage.apply(b).milli("cpu");
            case "memory" ->
                    (a, b) -> usage.apply(a).whole("memory") > usage.apply(b).whole("memory");
            default -> byName;
        };
    }

    /** How many columns the sum is to stand below; kubectl forgets some without a header. */
    private int printHeader() throws IOException {
        int columns = command.showSwap() ? 4 : 3;
        if (command.noHeaders()) {
            return columns;
        }
        if (command.allNamespaces()) {
            table.cell("NAMESPACE");
            columns++;
        }
        if (command.containers()) {
            table.cell("POD");
            columns++;
        }
        table.cell("NAME\tCPU(cores)\tMEMORY(bytes)");
        if (command.showSwap()) {
            table.cell("SWAP(bytes)");
        }
        table.endLine();
        return columns;
    }

    private void printContainers(PodUsage pod) throws IOException {
        List<PodUsage.Container> containers = new ArrayList<>(pod.containers());
        GoSort.sort(
                containers,
                order(
                        PodUsage.Container::usage,
                        (left, right) -> left.name().compareTo(right.name()) < 0));
        for (PodUsage.Container container : containers) {
            printLine(pod, container.name(), container.usage());
        }
    }

    /**
     * @param container empty for the pod itself
     */
    private void printLine(PodUsage pod, String container, Usage usage) throws IOException {
        if (command.allNamespaces()) {
            table.cell(pod.namespace());
        }
        table.cell(pod.name());
        if (command.containers()) {
            table.cell(container);
        }
        table.usage(usage);
        table.endLine();
    }

    private void printSum(List<PodUsage> pods, int columns) throws IOException {
        Usage sum = Usage.NOTHING;
        for (PodUsage pod : pods) {
            sum = sum.plus(pod.total());
        }
        for (int i = 0; i < columns - 2; i++) {
            table.cell("");
        }
        table.cell(RULE);
        table.cell(RULE);
        table.endLine();
        for (int i = 0; i < columns - 2; i++) {
            table.cell("");
        }
        table.usage(sum);
        table.endLine();
    }
}
