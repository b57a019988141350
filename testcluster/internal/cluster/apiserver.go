package cluster

import (
	"fmt"
	"os"
	"path/filepath"

	"dev.mcpk8s/testcluster/internal/binaries"
)

// startAPIServer starts the API server as a cluster's installer would set it up: RBAC and node authorization, the
// default admission plugins, its own certificate authority.
func (c *Cluster) startAPIServer() (err error) {
	data := c.folder.data()
	arguments := []string{
		fmt.Sprintf("--etcd-servers=http://127.0.0.1:%d", c.ports.etcdClient),
		"--bind-address=127.0.0.1",
		"--advertise-address=127.0.0.1",
		fmt.Sprintf("--secure-port=%d", c.ports.apiServer),
		"--cert-dir=" + data,
		"--tls-cert-file=" + filepath.Join(data, servingCertificateFile),
		"--tls-private-key-file=" + filepath.Join(data, servingKeyFile),
		"--client-ca-file=" + filepath.Join(data, authorityFile),
		"--token-auth-file=" + filepath.Join(data, tokensFile),
		"--authorization-mode=Node,RBAC",
		"--enable-admission-plugins=NodeRestriction",
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + filepath.Join(data, serviceAccountKeyFile),
		"--service-account-signing-key-file=" + filepath.Join(data, serviceAccountKeyFile),
		"--service-cluster-ip-range=10.0.0.0/24",
		"--endpoint-reconciler-type=none", // endpoints must not be loopback addresses, and ours is one
		"--allow-privileged=true",
	}
	if c.Node {
		arguments = append(arguments, c.kubeletAccess()...)
	}
	c.apiServer, err = launch(data, binaries.APIServer, c.binaries[binaries.APIServer], arguments, c.failed)
	return err
}

// writeTokens writes the static bearer tokens: token, user name, user id, groups.
func (c *Cluster) writeTokens() error {
	lines := fmt.Sprintf("%s,testcluster-admin,admin,\"system:masters\"\n%s,%s,limited\n",
		c.adminToken, c.limitedToken, limitedUser)
	return os.WriteFile(filepath.Join(c.folder.data(), tokensFile), []byte(lines), 0o600)
}
