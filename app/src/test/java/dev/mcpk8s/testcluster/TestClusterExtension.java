package dev.mcpk8s.testcluster;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands clusters to tests: {@code @ExtendWith(TestClusterExtension.class)} and a parameter of type
 * {@link TestCluster} (the shared one) or {@link IsolatedCluster} (a new one). A cluster that
 * cannot start fails the test; nothing is skipped.
 */
public final class TestClusterExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(TestClusterExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestCluster.class || type == IsolatedCluster.class;
    }

    @Override
    public TestCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == IsolatedCluster.class) {
            // one for each parameter that asks; the store closes it when its test or class has
            // ended
            IsolatedCluster cluster = IsolatedCluster.start();
            context.getStore(NAMESPACE).put(cluster, cluster);
            return cluster;
        }
        return TestCluster.shared();
    }
}
