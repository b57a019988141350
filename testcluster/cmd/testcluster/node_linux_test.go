package main

import (
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"dev.mcpk8s/testcluster/internal/cluster"
)

// needNode skips a test where no node can run, unless this must not be.
func needNode(t *testing.T) {
	t.Helper()
	missing := cluster.MissingForNode()
	if len(missing) == 0 {
		return
	}
	if os.Getenv("MCP_K8S_NODE") == "required" {
		t.Fatalf("missing: %v", missing)
	}
	t.Skipf("missing: %v", missing)
}

// toolFolder is the root of an image that holds the launcher, as the script builds it: a test program cannot run in a
// container, because it may need libraries.
func toolFolder(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(root, "tool"), ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	return root
}

// launchNode starts the launcher of a folder.
func launchNode(t *testing.T, root string, args ...string) *launcher {
	t.Helper()
	return begin(t, exec.Command(filepath.Join(root, "tool"), append([]string{"up", "--node"}, args...)...))
}

func do(t *testing.T, c ready, args ...string) string {
	t.Helper()
	output, err := kubectl(c, "admin", args...)
	if err != nil {
		t.Fatalf("kubectl %v: %v: %s", args, err, output)
	}
	return output
}

// runPods starts a pod that stays and one that ends, and waits for both.
func runPods(t *testing.T, c ready) {
	t.Helper()
	do(t, c, "run", "stays", "--image=tool:1", "--image-pull-policy=Never", "--command", "--", "/tool", "pause")
	do(t, c, "run", "ends", "--image=tool:1", "--restart=Never", "--command", "--", "/tool", "help")
	do(t, c, "wait", "--for=condition=Ready", "--timeout=120s", "pod/stays")
	do(t, c, "wait", "--for=jsonpath={.status.phase}=Succeeded", "--timeout=120s", "pod/ends")
	if log := do(t, c, "logs", "ends"); log != usage {
		t.Errorf("log: %q", log)
	}
}

// usual are places where these programs leave things when nobody keeps them from it.
var usual = []string{
	"/opt/cni", "/opt/containerd", "/run/containerd", "/run/netns", "/usr/libexec/kubernetes", "/var/lib/cni",
	"/var/lib/kubelet", "/var/log/containers", "/var/log/pods",
}

func visible() map[string]bool {
	found := map[string]bool{}
	for _, path := range usual {
		_, err := os.Stat(path)
		found[path] = err == nil
	}
	return found
}

// network is the node's part of the addresses, as its pods show it.
func network(t *testing.T, c ready) string {
	t.Helper()
	address := do(t, c, "get", "pod", "stays", "-o", "jsonpath={.status.podIP}")
	parts := strings.Split(address, ".")
	if len(parts) != 4 || parts[0] != "198" || parts[1] != "18" {
		t.Fatalf("the pod's address is %q", address)
	}
	return parts[2]
}

// expectNothingLeft looks for links, routes, mounts, cgroups and files of a node that has ended.
func (l *launcher) expectNothingLeft(t *testing.T, number string, before map[string]bool) {
	t.Helper()
	eventually(t, "the link to disappear", func() bool {
		_, err := net.InterfaceByName("mcpk8s-" + number)
		return err != nil
	})
	routes, err := os.ReadFile("/proc/net/route")
	if err != nil || strings.Contains(string(routes), "mcpk8s-"+number+"\t") {
		t.Errorf("%v, routes:\n%s", err, routes)
	}
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		t.Fatal(err)
	}
	group := fmt.Sprintf("mcp-k8s-%d-*", l.cmd.Process.Pid)
	for line := range strings.Lines(string(mounts)) {
		point := strings.Fields(line)[4]
		if strings.HasPrefix(point, l.clusters[0].Dir) {
			t.Errorf("still mounted: %s", point)
		}
		eventually(t, "the cgroups to disappear", func() bool {
			left, _ := filepath.Glob(filepath.Join(point, group))
			return len(left) == 0
		})
	}
	if after := visible(); !maps.Equal(before, after) {
		t.Errorf("before %v, after %v", before, after)
	}
}

// family lists the processes that live in the node's process namespace, and those in its cgroups: containers have
// process namespaces of their own.
func family(t *testing.T, l *launcher) []int {
	t.Helper()
	first, err := os.Readlink(fmt.Sprintf("/proc/%d/ns/pid", l.clusters[0].Processes[l.clusters[0].Node]))
	if err != nil {
		t.Fatal(err)
	}
	cgroup := fmt.Sprintf("/mcp-k8s-%d-", l.cmd.Process.Pid)
	var pids []int
	all, _ := filepath.Glob("/proc/[0-9]*")
	for _, folder := range all {
		space, _ := os.Readlink(folder + "/ns/pid")
		cgroups, _ := os.ReadFile(folder + "/cgroup")
		if space == first || strings.Contains(string(cgroups), cgroup) {
			pid, err := strconv.Atoi(filepath.Base(folder))
			if err != nil {
				t.Fatal(err)
			}
			pids = append(pids, pid)
		}
	}
	return pids
}

func TestNodeRunsPodsAndLeavesNothing(t *testing.T) {
	needNode(t)
	t.Setenv("TMPDIR", t.TempDir())
	dir := filepath.Join(t.TempDir(), "clusters")
	root := toolFolder(t)
	before := visible()
	for _, end := range []struct {
		name string
		how  func(*launcher) error
	}{
		{"killed", func(l *launcher) error { return l.cmd.Process.Kill() }},
		{"told to end", func(l *launcher) error { return l.cmd.Process.Signal(syscall.SIGTERM) }},
		{"left by its caller", func(l *launcher) error { return l.stdin.Close() }},
	} {
		t.Run(end.name, func(t *testing.T) {
			l := launchNode(t, root, "--dir", dir, "--image", "tool:1="+root).await(t, 1)
			if l.clusters[0].Node != "node-1" {
				t.Errorf("node: %q", l.clusters[0].Node)
			}
			runPods(t, l.clusters[0])
			pids, number := family(t, l), network(t, l.clusters[0])
			if len(pids) < 6 { // the first process, containerd, the kubelet, a shim, two containers
				t.Errorf("processes of the node: %v", pids)
			}
			if err := end.how(l); err != nil {
				t.Fatal(err)
			}
			l.expectProcessesGone(t)
			for _, pid := range pids {
				eventually(t, "a process of the node to end", func() bool { return gone(pid) })
			}
			l.expectFoldersGone(t)
			l.expectNothingLeft(t, number, before)
		})
	}
}

func TestNodeComesAgainAtOnceInThePlaceOfAKilledOne(t *testing.T) {
	needNode(t)
	t.Setenv("TMPDIR", t.TempDir())
	dir := t.TempDir() // ours, so that it stays whoever clears it
	root := toolFolder(t)
	before := visible()
	first := launchNode(t, root, "--dir", dir, "--image", "tool:1="+root).await(t, 1)
	runPods(t, first.clusters[0])
	if err := first.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	second := launchNode(t, root, "--dir", dir, "--image", "tool:1="+root).await(t, 1)
	first.expectProcessesGone(t)
	runPods(t, second.clusters[0])
	number := network(t, second.clusters[0])
	second.stdin.Close()
	second.expectProcessesGone(t)
	eventually(t, "the folder to be empty", func() bool { left, err := os.ReadDir(dir); return err == nil && len(left) == 0 })
	second.expectNothingLeft(t, number, before)
}

func TestNodesSideBySide(t *testing.T) {
	needNode(t)
	t.Setenv("TMPDIR", t.TempDir())
	root := toolFolder(t)
	before := visible()
	l := launchNode(t, root, "--count", "2").await(t, 2)
	numbers := map[string]bool{}
	for i, c := range l.clusters {
		for _, wrong := range []string{"import-image tool:1=/nowhere", "import-image tool:1=" + root + " 3", "import-image"} {
			if reply := l.say(t, wrong); reply.OK || reply.Error == "" {
				t.Errorf("%+v", reply)
			}
		}
		if reply := l.say(t, fmt.Sprintf("import-image tool:1=%s %d", root, i+1)); !reply.OK {
			t.Fatalf("%+v", reply)
		}
		for _, command := range []string{"stop-apiserver", "start-apiserver"} { // the node finds it again
			if reply := l.say(t, fmt.Sprintf("%s %d", command, i+1)); !reply.OK {
				t.Fatalf("%+v", reply)
			}
		}
		runPods(t, c)
		numbers[network(t, c)] = true
	}
	if len(numbers) != 2 {
		t.Errorf("networks: %v", numbers)
	}
	l.stdin.Close()
	l.expectProcessesGone(t)
	l.expectFoldersGone(t)
	for number := range numbers {
		l.expectNothingLeft(t, number, before)
	}
}
