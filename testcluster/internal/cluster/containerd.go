package cluster

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"dev.mcpk8s/testcluster/internal/machine"
)

// runtimePlugins are folders where distributions put the network plugins.
var runtimePlugins = []string{"/usr/lib/cni", "/opt/cni/bin", "/usr/libexec/cni"}

// containerdSocket is where ctr and other tools look by themselves; it is only there inside the machine.
const containerdSocket = "/run/containerd/containerd.sock"

// criNamespace is the part of containerd where the kubelet's images and containers are.
const criNamespace = "k8s.io"

// pluginFolder returns the folder of the network plugins, empty when there is none with all that are needed.
func pluginFolder() string {
	for _, folder := range runtimePlugins {
		complete := true
		for _, plugin := range []string{"bridge", "host-local", "loopback"} {
			_, err := os.Stat(filepath.Join(folder, plugin))
			complete = complete && err == nil
		}
		if complete {
			return folder
		}
	}
	return ""
}

// MissingForNode tells in words for a person what a node needs and this host does not have.
func MissingForNode() []string {
	missing := machine.Missing()
	for _, program := range []string{"containerd", "ctr", "runc"} {
		if _, err := machine.LookPath(program); err != nil {
			missing = append(missing, program)
		}
	}
	if pluginFolder() == "" {
		missing = append(missing, "CNI plugins (bridge, host-local, loopback in "+strings.Join(runtimePlugins, ", ")+")")
	}
	return missing
}

// containerdConfig is written in version 2, which containerd 1.6 and all later ones read.
const containerdConfig = `version = 2
root = "%[1]s/containerd"
state = "/run/containerd"

[grpc]
  address = "%[2]s"

[plugins."io.containerd.internal.v1.opt"]
  path = "%[1]s/opt"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "%[3]s"
  restrict_oom_score_adj = true
  disable_apparmor = true
  disable_hugetlb_controller = true
  stream_server_address = "127.0.0.1"
  stream_server_port = "0"

[plugins."io.containerd.grpc.v1.cri".containerd]
  snapshotter = "%[4]s"
  default_runtime_name = "runc"

[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"

[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
  BinaryName = "%[5]s"
  SystemdCgroup = false

[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "%[6]s"
  conf_dir = "%[1]s/cni"
`

// startContainerd starts the container runtime inside the node's machine and waits until it answers.
func (c *Cluster) startContainerd(ctx context.Context) error {
	program, err := machine.LookPath("containerd")
	if err != nil {
		return err
	}
	runc, err := machine.LookPath("runc")
	if err != nil {
		return err
	}
	config := fmt.Sprintf(containerdConfig,
		machine.Home, containerdSocket, pauseImage, c.node.runtime.Snapshotter, runc, pluginFolder())
	if err := c.writeNodeFile("containerd.toml", []byte(config)); err != nil {
		return err
	}
	if err := c.writeNetwork(); err != nil {
		return err
	}
	c.node.containerd, err = c.launchInside("containerd", program, "--config", machine.Home+"/containerd.toml")
	if err != nil {
		return err
	}
	return c.await(ctx, "containerd to answer", func(ctx context.Context) bool {
		ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
		defer cancel()
		_, err := c.node.runtime.ctr(ctx, nil, "version")
		return err == nil
	})
}

// writeNetwork says how pods are connected: a bridge in the machine, addresses of the machine's subnet.
func (c *Cluster) writeNetwork() error {
	config, err := json.Marshal(map[string]any{
		"cniVersion": "0.4.0",
		"name":       "testcluster",
		"plugins": []any{map[string]any{
			"type":        "bridge",
			"bridge":      "pods",
			"isGateway":   true,
			"hairpinMode": true,
			"ipam": map[string]any{
				"type":    "host-local",
				"dataDir": machine.Home + "/addresses",
				"ranges":  []any{[]any{map[string]any{"subnet": c.node.machine.Pods()}}},
				"routes":  []any{map[string]any{"dst": "0.0.0.0/0"}},
			},
		}},
	})
	if err != nil {
		return err
	}
	return c.writeNodeFile("cni/10-testcluster.conflist", config)
}

// containerRuntime is what another process needs to know to speak to a node's containerd.
type containerRuntime struct {
	Pid         int    // of the machine's first process
	Snapshotter string // overlayfs, or native where that does not work
	Scratch     string // a folder that goes with the cluster
}

// ctr runs containerd's own client inside the machine.
func (r containerRuntime) ctr(ctx context.Context, stdin io.Reader, arguments ...string) (string, error) {
	program, err := machine.LookPath("ctr")
	if err != nil {
		return "", err
	}
	words := machine.Inside(r.Pid, program, append([]string{"--namespace", criNamespace}, arguments...)...)
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	var output, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, &output, &errs
	if err := cmd.Run(); err != nil {
		return "", errors.Join(fmt.Errorf("ctr %s: %w: %s", arguments[0], err, strings.TrimSpace(errs.String())), ctx.Err())
	}
	return output.String(), nil
}
