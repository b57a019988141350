package dev.mcpk8s;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

    /** Names a file of settings; what the environment says wins over what stands there. */
    private static final String SETTINGS_FILE = "MCP_K8S_CONFIG";

    private static final String KUBECONFIG_SETTING = "mcp-k8s.kubeconfig";

    /** The client is the program that started this one, and speaks on its streams. */
    private static final String STDIO = "--stdio";

    /** Names the kubeconfig of requests that bring none; wins over every other setting of it. */
    private static final String KUBECONFIG = "--kubeconfig";

    private Application() {}

    public static void main(String[] arguments) {
        useSettingsFile(System.getenv(SETTINGS_FILE));
        useKubeconfig(arguments);
        if (Arrays.asList(arguments).contains(STDIO)) {
            useOwnKubeconfig();
        }
        Micronaut.build(arguments).mainClass(Application.class).banner(false).start();
    }

    /**
     * {@code --kubeconfig FILE} or {@code --kubeconfig=FILE}.
     *
     * @throws IllegalArgumentException when there is no such file, rather than a service that
     *     refuses what its operator meant to allow
     */
    private static void useKubeconfig(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(KUBECONFIG)) {
                useKubeconfig(i + 1 < arguments.length ? arguments[i + 1] : "");
            } else if (arguments[i].startsWith(KUBECONFIG + "=")) {
                useKubeconfig(arguments[i].substring(KUBECONFIG.length() + 1));
            }
        }
    }

    private static void useKubeconfig(String files) {
        if (!anyExists(files)) {
            throw new IllegalArgumentException(
                    KUBECONFIG + " needs a file that can be read, not: " + files);
        }
        System.setProperty(KUBECONFIG_SETTING, files);
    }

    private static boolean anyExists(String files) {
        return Arrays.stream(files.split(File.pathSeparator))
                .anyMatch(file -> !file.isEmpty() && Files.isReadable(Path.of(file)));
    }

    /** The cluster that kubectl would use here, unless the operator names another. */
    private static void useOwnKubeconfig() {
        if (System.getenv("MCP_K8S_KUBECONFIG") != null
                || System.getProperty(KUBECONFIG_SETTING) != null) {
            return;
        }
        String named = System.getenv("KUBECONFIG");
        String files =
                named == null || named.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".kube", "config").toString()
                        : named;
        if (anyExists(files)) {
            System.setProperty(KUBECONFIG_SETTING, files);
        }
    }

    /**
     * @param file YAML; null or empty for none
     * @throws IllegalArgumentException when it is not there: a service that starts with other
     *     settings than its operator wrote would be worse
     */
    private static void useSettingsFile(@Nullable String file) {
        if (file == null || file.isBlank()) {
            return;
        }
        if (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file))) {
            throw new IllegalArgumentException(
                    SETTINGS_FILE + " names a file that cannot be read: " + file);
        }
        if (!file.endsWith(".yml") && !file.endsWith(".yaml")) {
            throw new IllegalArgumentException(
                    SETTINGS_FILE + " must name a file that ends in .yaml or .yml: " + file);
        }
        System.setProperty("micronaut.config.files", "file:" + Path.of(file).toAbsolutePath());
    }
}
