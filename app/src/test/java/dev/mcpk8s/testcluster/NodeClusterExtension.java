package dev.mcpk8s.testcluster;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the node cluster of a run to tests: {@code @ExtendWith(NodeClusterExtension.class)} and a
 * parameter of type {@link NodeCluster}. Where no node can run, because this is not root on Linux
 * or a program is missing, the class is skipped and a line says why; with {@code
 * MCP_K8S_NODE=required} in the environment, as in CI, it fails.
 */
public final class NodeClusterExtension implements ParameterResolver, ExecutionCondition {
    private static final Namespace NAMESPACE = Namespace.create(NodeClusterExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == NodeCluster.class;
    }

    @Override
    public NodeCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return SharedCluster.WITH_NODE.get();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String missing =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .getOrComputeIfAbsent("missing", key -> missing(), String.class);
        if (missing.isEmpty() || "required".equals(System.getenv("MCP_K8S_NODE"))) {
            return ConditionEvaluationResult.enabled(missing);
        }
        return ConditionEvaluationResult.disabled(missing);
    }

    private static String missing() {
        List<String> missing = new ArrayList<>();
        Launcher.failure("check-node").ifPresent(missing::add);
        if (Busybox.find().isEmpty()) {
            missing.add("missing: busybox-static");
        }
        if (!missing.isEmpty()) {
            System.err.println("the tests that need a node cannot run here: " + missing);
        }
        return String.join("; ", missing);
    }
}
