package kubeconfig

import (
	"net"
	"os"
	"path/filepath"
	"strings"
)

// serviceAccountFolder is where a pod finds its own account.
var serviceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount"

// InCluster is the pod's own account; nil outside of a pod. Of the flags only --server, --token and
// --certificate-authority count (client-go: inClusterClientConfig).
func InCluster(o Overrides) *Target {
	if !inClusterPossible() {
		return nil
	}
	host, port := os.Getenv("KUBERNETES_SERVICE_HOST"), os.Getenv("KUBERNETES_SERVICE_PORT")
	target := &Target{
		ContextName: "in-cluster",
		Context:     Context{Cluster: "in-cluster", User: "in-cluster", Namespace: o.Namespace},
		Cluster: Cluster{
			Server:               "https://" + net.JoinHostPort(host, port),
			CertificateAuthority: filepath.Join(serviceAccountFolder, "ca.crt"),
		},
		User: User{TokenFile: filepath.Join(serviceAccountFolder, "token")},
	}
	if target.Context.Namespace == "" {
		target.Context.Namespace = inClusterNamespace()
	}
	set(&target.Cluster.Server, o.Server)
	set(&target.Cluster.CertificateAuthority, o.CertificateAuthority)
	if o.Token != "" {
		target.User = User{Token: o.Token}
	}
	if _, err := os.Stat(target.Cluster.CertificateAuthority); err != nil {
		target.Cluster.CertificateAuthority = ""
	}
	return target
}

func inClusterPossible() bool {
	info, err := os.Stat(filepath.Join(serviceAccountFolder, "token"))
	return err == nil && !info.IsDir() &&
		os.Getenv("KUBERNETES_SERVICE_HOST") != "" && os.Getenv("KUBERNETES_SERVICE_PORT") != ""
}

func inClusterNamespace() string {
	if namespace := os.Getenv("POD_NAMESPACE"); namespace != "" {
		return namespace
	}
	text, err := os.ReadFile(filepath.Join(serviceAccountFolder, "namespace"))
	if err == nil && strings.TrimSpace(string(text)) != "" {
		return strings.TrimSpace(string(text))
	}
	return "default"
}
