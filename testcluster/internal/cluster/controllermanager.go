package cluster

import (
	"path/filepath"

	"dev.mcpk8s/testcluster/internal/binaries"
)

// startControllerManager starts the controllers: service accounts and their tokens, garbage collection, namespaces
// that end, deployments that get pods (which stay pending where there is no node).
func (c *Cluster) startControllerManager() (err error) {
	data := c.folder.data()
	c.controllerManager, err = launch(data, binaries.ControllerManager, c.binaries[binaries.ControllerManager], []string{
		"--kubeconfig=" + filepath.Join(c.folder.path, "admin"+kubeconfigSuffix),
		"--service-account-private-key-file=" + filepath.Join(data, serviceAccountKeyFile),
		"--root-ca-file=" + filepath.Join(data, authorityFile),
		"--cluster-signing-cert-file=" + filepath.Join(data, authorityFile),
		"--cluster-signing-key-file=" + filepath.Join(data, authorityKeyFile),
		"--leader-elect=false", // it would end when the API server restarts
		"--secure-port=0",      // nobody asks it anything, so it needs no port
		"--kube-api-qps=200",
		"--kube-api-burst=400",
	}, c.failed)
	return err
}
