package cluster

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"time"

	"dev.mcpk8s/testcluster/internal/binaries"
	"dev.mcpk8s/testcluster/internal/machine"
)

// The API server's credentials for the kubelet, in the data folder.
const (
	kubeletClientFile    = "kubelet-client.crt"
	kubeletClientKeyFile = "kubelet-client.key"
)

// kubeletAccess are the API server's arguments for speaking to the kubelet.
func (c *Cluster) kubeletAccess() []string {
	data := c.folder.data()
	return []string{
		"--kubelet-client-certificate=" + filepath.Join(data, kubeletClientFile),
		"--kubelet-client-key=" + filepath.Join(data, kubeletClientKeyFile),
		"--kubelet-certificate-authority=" + filepath.Join(data, authorityFile),
		"--kubelet-preferred-address-types=InternalIP", // a host name would be looked up
	}
}

// writeKubeletAccess makes those credentials.
func (c *Cluster) writeKubeletAccess() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	client, err := c.authority.client("kube-apiserver-kubelet-client", "system:masters", key, nextYear())
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(c.folder.data(), kubeletClientFile), client.certificate, 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(c.folder.data(), kubeletClientKeyFile), client.key, 0o600)
}

func nextYear() time.Time { return time.Now().Add(365 * 24 * time.Hour) }

// startKubelet starts the kubelet inside the node's machine.
func (c *Cluster) startKubelet() (err error) {
	for _, write := range []func() error{c.writeKubeletKeys, c.writeKubeletConfig} {
		if err := write(); err != nil {
			return err
		}
	}
	c.node.kubelet, err = c.launchInside(binaries.Kubelet, machine.Programs+"/"+filepath.Base(c.binaries[binaries.Kubelet]),
		"--config="+machine.Home+"/kubelet.json",
		"--kubeconfig="+machine.Home+"/kubelet"+kubeconfigSuffix,
		"--root-dir="+machine.Home+"/kubelet",
		"--hostname-override="+nodeName,
		"--node-ip="+c.node.machine.Node(),
	)
	return err
}

// writeKubeletKeys makes the kubelet's certificates, as a client and as a server, and its kubeconfig.
func (c *Cluster) writeKubeletKeys() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	client, err := c.authority.client("system:node:"+nodeName, "system:nodes", key, nextYear())
	if err != nil {
		return err
	}
	serving, err := c.authority.server("system:node:"+nodeName, nil, net.ParseIP(c.node.machine.Node()))
	if err != nil {
		return err
	}
	access := kubeconfig("https://"+serviceAddress, "kubelet", "default", c.authority.pem, client.user())
	for name, content := range map[string][]byte{
		"kubelet" + kubeconfigSuffix: []byte(access),
		"kubelet.crt":                serving.certificate,
		"kubelet.key":                serving.key,
		authorityFile:                c.authority.pem,
		"resolv.conf":                []byte("nameserver " + dnsAddress + "\n"),
	} {
		if err := c.writeNodeFile(name, content); err != nil {
			return err
		}
	}
	return nil
}

// dnsAddress is where pods look for names. Nobody is there.
const dnsAddress = "10.0.0.10"

// writeKubeletConfig writes what differs from the defaults. Pods' cgroups lie below those of the machine; a full
// disk is the host's matter; the settings of the host's kernel stay as they are.
func (c *Cluster) writeKubeletConfig() error {
	config, err := json.Marshal(map[string]any{
		"apiVersion": "kubelet.config.k8s.io/v1beta1",
		"kind":       "KubeletConfiguration",
		"address":    c.node.machine.Node(),
		"authentication": map[string]any{
			"anonymous": map[string]any{"enabled": false},
			"webhook":   map[string]any{"enabled": true},
			"x509":      map[string]any{"clientCAFile": machine.Home + "/" + authorityFile},
		},
		"authorization":                 map[string]any{"mode": "Webhook"},
		"tlsCertFile":                   machine.Home + "/kubelet.crt",
		"tlsPrivateKeyFile":             machine.Home + "/kubelet.key",
		"containerRuntimeEndpoint":      "unix://" + containerdSocket,
		"cgroupDriver":                  "cgroupfs",
		"cgroupsPerQOS":                 false,
		"enforceNodeAllocatable":        []string{},
		"failCgroupV1":                  false,
		"failSwapOn":                    false,
		"localStorageCapacityIsolation": false,
		"makeIPTablesUtilChains":        false,
		"oomScoreAdj":                   0,
		"clusterDNS":                    []string{dnsAddress},
		"clusterDomain":                 "cluster.local",
		"resolvConf":                    machine.Home + "/resolv.conf",
		"podLogsDir":                    machine.Home + "/logs",
		"volumePluginDir":               machine.Home + "/volume-plugins",
		"maxPods":                       200,
		"kubeAPIQPS":                    200,
		"kubeAPIBurst":                  400,
		"eventRecordQPS":                0,
		"imageGCHighThresholdPercent":   100,
		"evictionHard": map[string]string{
			"nodefs.available": "0%", "nodefs.inodesFree": "0%", "imagefs.available": "0%", "imagefs.inodesFree": "0%",
		},
	})
	if err != nil {
		return err
	}
	return c.writeNodeFile("kubelet.json", config)
}
