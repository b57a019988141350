package dev.mcpk8s.command;

import java.util.Locale;
import java.util.Optional;

/** The four command-line tools the service speaks. */
public enum Tool {
    KUBECTL("Kubernetes command-line tool"),
    HELM("Kubernetes package manager"),
    ISTIOCTL("Istio service mesh tool"),
    ARGOCD("ArgoCD CLI for GitOps");

    private final String command = name().toLowerCase(Locale.ROOT);
    private final String description;

    Tool(String description) {
        this.description = description;
    }

    /** The word that starts its command lines. */
    public String command() {
        return command;
    }

    public String description() {
        return description;
    }

    /** The tool whose command lines start with this word. */
    public static Optional<Tool> named(String word) {
        for (Tool tool : values()) {
            if (tool.command.equals(word)) {
                return Optional.of(tool);
            }
        }
        return Optional.empty();
    }
}
