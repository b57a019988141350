package dev.mcpk8s;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;

/** Starts the service. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "mcp-k8s",
                        version = "0.1.0",
                        description =
                                "A kubectl, helm, istioctl or argocd command line and a kubeconfig"
                                        + " in, the tool's exact answer out, live.",
                        license = @License(name = "Apache-2.0")))
public final class Application {

    private Application() {}

    public static void main(String[] arguments) {
        Micronaut.build(arguments).mainClass(Application.class).banner(false).start();
    }
}
