// Package cluster runs a Kubernetes control plane for tests: etcd, the API server and the controllers, on loopback
// ports, with kubeconfigs for every kind of credentials, and where it is asked for a node whose pods run. Each program
// has its own file; Start puts them together.
package cluster

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"dev.mcpk8s/testcluster/internal/binaries"
)

// startLimit bounds each step of a start. A healthy machine needs a few seconds in all.
const startLimit = 3 * time.Minute

// attempts is how often a cluster is tried on other ports when somebody else was faster.
const attempts = 5

// Options say what a cluster is.
type Options struct {
	Name   string
	Folder string   // for the kubeconfigs; empty: a temporary one
	Node   bool     // with a node
	Images []string // for the node, as ImportImage takes them
}

// Cluster is a running control plane. It is not safe for concurrent use.
type Cluster struct {
	Options

	binaries binaries.Set
	folder   *folder
	ports    struct{ etcdClient, etcdPeer, apiServer int }

	authority                *authority
	adminToken, limitedToken string
	client                   *client

	etcd, apiServer, controllerManager *component
	node                               *node
	failed                             chan error
}

// Start brings up a cluster and returns when it is ready for use: the API server answers, the roles of the
// kubeconfigs' users are in force, service accounts exist, a node takes pods.
func Start(ctx context.Context, options Options, programs binaries.Set) (*Cluster, error) {
	folder, err := openFolder(options.Folder)
	if err != nil {
		return nil, err
	}
	c := &Cluster{Options: options, binaries: programs, folder: folder, adminToken: rand.Text(), limitedToken: rand.Text()}
	for range attempts {
		if err = c.boot(ctx); err == nil {
			return c, nil
		}
		stopped := c.stopAll()
		if !errors.Is(err, errPortTaken) || stopped != nil {
			err = errors.Join(err, stopped)
			break
		}
	}
	return nil, errors.Join(err, folder.remove())
}

// boot makes one attempt on fresh ports and with a fresh data folder.
func (c *Cluster) boot(ctx context.Context) error {
	ports, err := pickPorts(3)
	if err != nil {
		return err
	}
	c.ports.etcdClient, c.ports.etcdPeer, c.ports.apiServer = ports[0], ports[1], ports[2]
	c.failed = make(chan error, 1)
	if err := c.folder.clear(); err != nil {
		return err
	}
	if err := os.Mkdir(c.folder.data(), 0o700); err != nil {
		return err
	}
	for _, step := range []func() error{
		c.startEtcd, c.writeKeys, c.writeKubeletAccess, c.writeTokens, c.startAPIServer, c.writeKubeconfigs,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	c.client = newClient(c.Server(), c.authority.certificate)
	if err := c.awaitAPIServer(ctx); err != nil {
		return err
	}
	if err := c.startControllerManager(); err != nil {
		return err
	}
	if err := c.grantAccess(ctx); err != nil {
		return err
	}
	if err := c.awaitSettled(ctx); err != nil || !c.Node {
		return err
	}
	return c.startNode(ctx)
}

func (c *Cluster) awaitAPIServer(ctx context.Context) error {
	return c.await(ctx, "the API server to be ready", func(ctx context.Context) bool {
		return c.client.get(ctx, c.adminToken, "/readyz") == http.StatusOK
	})
}

// awaitSettled waits for what the controllers make in a new cluster, so that a test finds the same objects whenever
// it looks, and for the roles to be in force.
func (c *Cluster) awaitSettled(ctx context.Context) error {
	paths := []string{"/api/v1/namespaces/default/services/kubernetes"}
	for _, namespace := range []string{"default", "kube-system", "kube-public", "kube-node-lease", limitedNamespace} {
		paths = append(paths,
			"/api/v1/namespaces/"+namespace+"/serviceaccounts/default",
			"/api/v1/namespaces/"+namespace+"/configmaps/kube-root-ca.crt")
	}
	for _, path := range paths {
		if err := c.await(ctx, path, func(ctx context.Context) bool {
			return c.client.get(ctx, c.adminToken, path) == http.StatusOK
		}); err != nil {
			return err
		}
	}
	return c.await(ctx, "the limited user's role", func(ctx context.Context) bool {
		return c.client.get(ctx, c.limitedToken, "/api/v1/namespaces/"+limitedNamespace+"/pods") == http.StatusOK
	})
}

// await polls until the condition holds, a program of the cluster dies, or time is up.
func (c *Cluster) await(ctx context.Context, what string, holds func(context.Context) bool) error {
	limit := time.After(startLimit)
	for !holds(ctx) {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-c.failed:
			return err
		case <-limit:
			return fmt.Errorf("waited %s in vain for %s; the API server's last words:\n%s", startLimit, what, c.apiServer.lastWords())
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil
}

// Server is the URL of the API server.
func (c *Cluster) Server() string { return fmt.Sprintf("https://127.0.0.1:%d", c.ports.apiServer) }

// Path is the folder where the kubeconfigs lie.
func (c *Cluster) Path() string { return c.folder.path }

// Failed delivers the reason when a program of the cluster ends without being asked to.
func (c *Cluster) Failed() <-chan error { return c.failed }

// Processes are the ids of the programs that run now.
func (c *Cluster) Processes() map[string]int {
	processes := map[string]int{}
	components := []*component{c.etcd, c.apiServer, c.controllerManager}
	if c.node != nil {
		components = append(components, c.node.scheduler, c.node.containerd, c.node.kubelet)
		processes[nodeName] = c.node.machine.Pid()
	}
	for _, component := range components {
		if component != nil {
			processes[component.name] = component.child.Pid()
		}
	}
	return processes
}

// StopAPIServer kills the API server, as a crash would; everything else goes on.
func (c *Cluster) StopAPIServer() error {
	if c.apiServer == nil {
		return errors.New("the API server is stopped already")
	}
	c.apiServer.stop()
	c.apiServer = nil
	return nil
}

// StartAPIServer starts a stopped API server on the same port and waits until it is ready.
func (c *Cluster) StartAPIServer(ctx context.Context) error {
	if c.apiServer != nil {
		return errors.New("the API server is running already")
	}
	if err := c.startAPIServer(); err != nil {
		return err
	}
	err := c.awaitAPIServer(ctx)
	if err != nil {
		c.apiServer.stop()
		c.apiServer = nil
	}
	return err
}

// PauseAPIServer lets the API server hang: it accepts connections and never answers.
func (c *Cluster) PauseAPIServer() error {
	if c.apiServer == nil {
		return errors.New("the API server is stopped")
	}
	return c.apiServer.freeze()
}

// ResumeAPIServer lets a paused API server go on.
func (c *Cluster) ResumeAPIServer() error {
	if c.apiServer == nil {
		return errors.New("the API server is stopped")
	}
	return c.apiServer.thaw()
}

// Stop ends every program and removes the folder.
func (c *Cluster) Stop() error {
	return errors.Join(c.stopAll(), c.folder.remove())
}

func (c *Cluster) stopAll() error {
	err := c.node.stop()
	c.controllerManager.stop()
	c.apiServer.stop()
	c.etcd.stop()
	c.node, c.controllerManager, c.apiServer, c.etcd = nil, nil, nil, nil
	return err
}
