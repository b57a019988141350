package main

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
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

// toolFolder is the root of an image that holds this very program.
func toolFolder(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	program, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "tool"), program, 0o755); err != nil {
		t.Fatal(err)
	}
	return root
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
	do(t, c, "run", "ends", "--image=tool:1", "--restart=Never", "--command", "--", "/tool", "-test.list", "TestWrongArguments")
	do(t, c, "wait", "--for=condition=Ready", "--timeout=120s", "pod/stays")
	do(t, c, "wait", "--for=jsonpath={.status.phase}=Succeeded", "--timeout=120s", "pod/ends")
	if log := do(t, c, "logs", "ends"); log != "TestWrongArgumentsAreExplained\n" {
		t.Errorf("log: %q", log)
	}
}

// traces is what a node could leave on the host.
func traces(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	links, err := net.Interfaces()
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range links {
		found["link "+link.Name] = true
	}
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(mounts)) {
		point := strings.Fields(line)[4]
		found["mount "+point] = true
		groups, _ := filepath.Glob(filepath.Join(point, "mcp-k8s-*"))
		for _, group := range groups {
			found["cgroup "+group] = true
		}
	}
	for _, folder := range []string{"/run", "/var/lib", "/var/log", "/opt", "/usr/libexec", "/run/netns", "/var/lib/cni"} {
		entries, _ := os.ReadDir(folder)
		for _, entry := range entries {
			found["file "+filepath.Join(folder, entry.Name())] = true
		}
	}
	return found
}

func expectNoMoreThan(t *testing.T, before map[string]bool) {
	t.Helper()
	for trace := range traces(t) {
		if !before[trace] {
			eventually(t, trace+" to disappear", func() bool { return !traces(t)[trace] })
		}
	}
}

// family lists the processes that live in the node's process namespace.
func family(t *testing.T, c ready) []int {
	t.Helper()
	first, err := os.Readlink(fmt.Sprintf("/proc/%d/ns/pid", c.Processes[c.Node]))
	if err != nil {
		t.Fatal(err)
	}
	var pids []int
	all, _ := filepath.Glob("/proc/[0-9]*/ns/pid")
	for _, link := range all {
		var pid int
		if space, err := os.Readlink(link); err == nil && space == first {
			if _, err := fmt.Sscanf(link, "/proc/%d/", &pid); err == nil {
				pids = append(pids, pid)
			}
		}
	}
	return pids
}

func TestNodeRunsPodsAndLeavesNothing(t *testing.T) {
	needNode(t)
	t.Setenv("TMPDIR", t.TempDir())
	dir := filepath.Join(t.TempDir(), "clusters")
	root := toolFolder(t)
	before := traces(t)
	for _, end := range []struct {
		name string
		how  func(*launcher) error
	}{
		{"killed", func(l *launcher) error { return l.cmd.Process.Kill() }},
		{"told to end", func(l *launcher) error { return l.cmd.Process.Signal(syscall.SIGTERM) }},
		{"left by its caller", func(l *launcher) error { return l.stdin.Close() }},
	} {
		t.Run(end.name, func(t *testing.T) {
			l := launch(t, false, "--node", "--dir", dir, "--image", "tool:1="+root).await(t, 1)
			if l.clusters[0].Node != "node-1" {
				t.Errorf("node: %q", l.clusters[0].Node)
			}
			runPods(t, l.clusters[0])
			pids := family(t, l.clusters[0])
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
			expectNoMoreThan(t, before)
		})
	}
}

func TestNodeComesAgainAtOnceInThePlaceOfAKilledOne(t *testing.T) {
	needNode(t)
	t.Setenv("TMPDIR", t.TempDir())
	dir := filepath.Join(t.TempDir(), "clusters")
	root := toolFolder(t)
	before := traces(t)
	first := launch(t, false, "--node", "--dir", dir, "--image", "tool:1="+root).await(t, 1)
	runPods(t, first.clusters[0])
	if err := first.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	second := launch(t, false, "--node", "--dir", dir, "--image", "tool:1="+root).await(t, 1)
	first.expectProcessesGone(t)
	runPods(t, second.clusters[0])
	second.stdin.Close()
	second.expectProcessesGone(t)
	second.expectFoldersGone(t)
	expectNoMoreThan(t, before)
}

func TestNodesSideBySide(t *testing.T) {
	needNode(t)
	t.Setenv("TMPDIR", t.TempDir())
	before := traces(t)
	l := launch(t, false, "--node", "--count", "2").await(t, 2)
	addresses := map[string]bool{}
	for i, c := range l.clusters {
		for _, wrong := range []string{"import-image tool:1=/nowhere", "import-image tool:1=" + toolFolder(t) + " 3", "import-image"} {
			if reply := l.say(t, wrong); reply.OK || reply.Error == "" {
				t.Errorf("%+v", reply)
			}
		}
		if reply := l.say(t, fmt.Sprintf("import-image tool:1=%s %d", toolFolder(t), i+1)); !reply.OK {
			t.Fatalf("%+v", reply)
		}
		runPods(t, c)
		var pod struct{ Status struct{ PodIP string } }
		if err := json.Unmarshal([]byte(do(t, c, "get", "pod", "stays", "-o", "json")), &pod); err != nil {
			t.Fatal(err)
		}
		addresses[pod.Status.PodIP] = true
	}
	if len(addresses) != 2 {
		t.Errorf("addresses of pods: %v", addresses)
	}
	l.stdin.Close()
	l.expectProcessesGone(t)
	l.expectFoldersGone(t)
	expectNoMoreThan(t, before)
}
