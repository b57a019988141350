package cluster

import (
	"fmt"
	"path/filepath"

	"dev.mcpk8s/testcluster/internal/binaries"
)

// startEtcd starts the store. It is told not to flush to disk: the data dies with the cluster anyway.
func (c *Cluster) startEtcd() (err error) {
	client := fmt.Sprintf("http://127.0.0.1:%d", c.ports.etcdClient)
	peer := fmt.Sprintf("http://127.0.0.1:%d", c.ports.etcdPeer)
	c.etcd, err = launch(c.folder.data(), binaries.Etcd, c.binaries[binaries.Etcd], []string{
		"--data-dir=" + filepath.Join(c.folder.data(), "etcd"),
		"--listen-client-urls=" + client,
		"--advertise-client-urls=" + client,
		"--listen-peer-urls=" + peer,
		"--initial-advertise-peer-urls=" + peer,
		"--initial-cluster=default=" + peer,
		"--unsafe-no-fsync",
		"--log-level=warn",
	}, c.failed)
	return err
}
