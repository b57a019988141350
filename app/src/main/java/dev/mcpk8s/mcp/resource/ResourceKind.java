package dev.mcpk8s.mcp.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What kinds of resources there are, and how their addresses look. The shapes of {@code k8s-…},
 * {@code istio-…}, {@code helm-…} and {@code argocd-…} are those that clients of the older service
 * were promised.
 */
public enum ResourceKind {
    OBJECT(
            "k8s",
            "{context}/{namespace}/{type}/{name}",
            null,
            "Kubernetes object",
            "Any object of the cluster as JSON. type is what kubectl get takes, such as pods or"
                    + " deployments.apps; context - is the current one, namespace - is none."
                    + " Secret values are masked."),
    CONTEXT(
            "k8s-context",
            "{context}",
            null,
            "kubeconfig context",
            "A context of the kubeconfig: cluster, server, user and namespace; - is the current"
                    + " one. No credentials."),
    NAMESPACE(
            "k8s-namespace",
            "{context}/{namespace}",
            "namespaces",
            "Namespace",
            "A namespace: phase, labels, annotations."),
    DEPLOYMENT("k8s-deployment", "deployments.apps", "Deployment"),
    SERVICE("k8s-service", "services", "Service"),
    CONFIG_MAP("k8s-configmap", "configmaps", "ConfigMap"),
    GATEWAY("istio-gateway", "gateways.networking.istio.io", "Istio Gateway"),
    VIRTUAL_SERVICE(
            "istio-virtualservice", "virtualservices.networking.istio.io", "Istio VirtualService"),
    DESTINATION_RULE(
            "istio-destinationrule",
            "destinationrules.networking.istio.io",
            "Istio DestinationRule"),
    SERVICE_ENTRY("istio-serviceentry", "serviceentries.networking.istio.io", "Istio ServiceEntry"),
    RELEASE(
            "helm-release",
            "{context}/{namespace}/{name}",
            null,
            "Helm release",
            "A Helm release: chart, version, revision and status. Its values are not shown: they"
                    + " may hold credentials."),
    APPLICATION(
            "argocd-application",
            "{instance}/{name}",
            "applications.argoproj.io",
            "Argo CD application",
            "An Argo CD Application with its sync and health status; instance is the namespace of"
                    + " Argo CD in the current context."),
    PROJECT(
            "argocd-project",
            "{instance}/{name}",
            "appprojects.argoproj.io",
            "Argo CD project",
            "An Argo CD AppProject; instance is the namespace of Argo CD in the current context."),
    REPOSITORY(
            "argocd-repository",
            "{instance}/{url}",
            null,
            "Argo CD repository",
            "A repository that Argo CD is connected to, without its credentials; url is"
                    + " percent-encoded.");

    private final String scheme;
    private final String path;
    private final @Nullable String type;
    private final String title;
    private final String description;

    ResourceKind(String scheme, String type, String title) {
        this(
                scheme,
                "{context}/{namespace}/{name}",
                type,
                title,
                (title.startsWith("I") ? "An " : "A ")
                        + title
                        + " as JSON; context - is the current one.");
    }

    ResourceKind(
            String scheme, String path, @Nullable String type, String title, String description) {
        this.scheme = scheme;
        this.path = path;
        this.type = type;
        this.title = title;
        this.description = description;
    }

    String scheme() {
        return scheme;
    }

    /** The address with its variables in braces. */
    public String template() {
        return scheme + "://" + path;
    }

    /** The variables, in the order of the address. */
    public List<String> variables() {
        return List.of(path.replace("{", "").replace("}", "").split("/", -1));
    }

    /** The type of its objects as kubectl takes it; null where the address says it, or none has. */
    public @Nullable String type() {
        return type;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }
}
