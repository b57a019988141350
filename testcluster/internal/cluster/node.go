package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"dev.mcpk8s/testcluster/internal/binaries"
	"dev.mcpk8s/testcluster/internal/machine"
)

// nodeName is the name of a cluster's only node.
const nodeName = "node-1"

// node is where pods run: a machine of its own on this host, with the programs of a node.
type node struct {
	guard   *guard
	machine *machine.Machine
	relay   *relay
	runtime containerRuntime

	containerd, kubelet, scheduler *component
}

// NodeName is the name of the node, empty where there is none.
func (c *Cluster) NodeName() string {
	if c.node == nil {
		return ""
	}
	return nodeName
}

// startNode brings up the node and returns when it takes pods.
func (c *Cluster) startNode(ctx context.Context) error {
	if missing := MissingForNode(); len(missing) > 0 {
		return fmt.Errorf("a node cannot run here; missing: %v", missing)
	}
	c.node = &node{}
	if err := c.startMachine(); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{c.startContainerd, c.importPause} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	for _, spec := range c.Images {
		if err := c.ImportImage(ctx, spec); err != nil {
			return err
		}
	}
	if err := c.startKubelet(); err != nil {
		return err
	}
	if err := c.startScheduler(); err != nil {
		return err
	}
	return c.awaitNode(ctx)
}

// startMachine makes the machine, and the API server's address in it.
func (c *Cluster) startMachine() (err error) {
	if err := os.Mkdir(c.nodeFolder(), 0o755); err != nil {
		return err
	}
	log, err := os.Create(filepath.Join(c.folder.data(), "machine.log"))
	if err != nil {
		return err
	}
	defer log.Close()
	cgroup := machine.CgroupName(c.Name)
	if c.node.guard, err = startGuard(c.folder, cgroup); err != nil {
		return err
	}
	c.node.machine, err = machine.Start(machine.Spec{
		Name:     nodeName,
		Cgroup:   cgroup,
		Data:     c.nodeFolder(),
		Programs: []string{c.binaries[binaries.Kubelet]},
		Address:  serviceAddress,
	}, log)
	if err != nil {
		return err
	}
	listener, err := c.node.machine.Listen(serviceAddress + ":443")
	if err != nil {
		return err
	}
	c.node.relay = newRelay(listener, fmt.Sprintf("127.0.0.1:%d", c.ports.apiServer))
	return c.describeRuntime()
}

// describeRuntime notes how to reach containerd, for us and for other processes.
func (c *Cluster) describeRuntime() error {
	c.node.runtime = containerRuntime{Pid: c.node.machine.Pid(), Snapshotter: "native", Scratch: c.folder.data()}
	if c.node.machine.Overlay {
		c.node.runtime.Snapshotter = "overlayfs"
	}
	text, err := json.Marshal(c.node.runtime)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(c.folder.data(), runtimeName), text, 0o600)
}

// nodeFolder is what the machine knows as machine.Home.
func (c *Cluster) nodeFolder() string { return filepath.Join(c.folder.data(), "node") }

func (c *Cluster) writeNodeFile(name string, content []byte) error {
	path := filepath.Join(c.nodeFolder(), name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o600)
}

// launchInside starts a program in the machine.
func (c *Cluster) launchInside(name, program string, arguments ...string) (*component, error) {
	words := machine.Inside(c.node.machine.Pid(), program, arguments...)
	return launch(c.folder.data(), name, words[0], words[1:], c.failed)
}

// awaitNode waits until the node is ready and no taint keeps pods away.
func (c *Cluster) awaitNode(ctx context.Context) error {
	err := c.await(ctx, "the node to be ready", func(ctx context.Context) bool {
		status, body, err := c.client.request(ctx, http.MethodGet, c.adminToken, "/api/v1/nodes/"+nodeName, nil)
		return err == nil && status == http.StatusOK && takesPods(body)
	})
	if err != nil {
		return errors.Join(err, fmt.Errorf("the kubelet's last words:\n%s", c.node.kubelet.lastWords()))
	}
	return nil
}

func takesPods(body []byte) bool {
	var object struct {
		Spec   struct{ Taints []any }
		Status struct {
			Conditions []struct{ Type, Status string }
		}
	}
	if json.Unmarshal(body, &object) != nil || len(object.Spec.Taints) > 0 {
		return false
	}
	for _, condition := range object.Status.Conditions {
		if condition.Type == "Ready" && condition.Status == "True" {
			return true
		}
	}
	return false
}

// stop ends the node with everything that runs on it, at once.
func (n *node) stop() error {
	if n == nil {
		return nil
	}
	n.scheduler.stop()
	n.relay.stop()
	n.kubelet.expect()
	n.containerd.expect()
	err := n.machine.Stop() // ends what nsenter started, so that nsenter can reap it
	n.kubelet.stop()
	n.containerd.stop()
	n.guard.dismiss()
	return err
}
