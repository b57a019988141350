package cluster

import "dev.mcpk8s/testcluster/internal/binaries"

// startScheduler starts what gives pods to the node.
func (c *Cluster) startScheduler() (err error) {
	c.node.scheduler, err = launch(c.folder.data(), binaries.Scheduler, c.binaries[binaries.Scheduler], []string{
		"--kubeconfig=" + c.Kubeconfig("admin"),
		"--leader-elect=false", // it would end when the API server restarts
		"--secure-port=0",      // nobody asks it anything, so it needs no port
		"--kube-api-qps=200",
		"--kube-api-burst=400",
	}, c.failed)
	return err
}
