package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long these tests wait for what must happen; nothing here measures speed.
const patience = 3 * time.Minute

// TestMain lets the test program be the launcher itself, so that it can be killed.
func TestMain(m *testing.M) {
	if os.Getenv("TESTCLUSTER_IS_LAUNCHER") == "1" {
		main()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// launcher is a launcher under test with the clusters it announced.
type launcher struct {
	cmd      *exec.Cmd
	stdin    io.WriteCloser
	lines    *bufio.Scanner
	clusters []ready
}

// launch starts a launcher in a temporary folder of its own, through a shell when wrapped.
func launch(t *testing.T, wrapped bool, args ...string) *launcher {
	t.Helper()
	cmd := exec.Command(os.Args[0], append([]string{"up"}, args...)...)
	if wrapped { // the shell stays the parent, and holds the pipe's end
		cmd = exec.Command("sh", "-c", `mkfifo "$TMPDIR/in"; "$0" "$@" <"$TMPDIR/in" & exec 9>"$TMPDIR/in"; wait`, os.Args[0], "up")
	}
	cmd.Env = append(os.Environ(), "TESTCLUSTER_IS_LAUNCHER=1")
	return begin(t, cmd)
}

// begin starts a launcher's process.
func begin(t *testing.T, cmd *exec.Cmd) *launcher {
	t.Helper()
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stdin.Close(); _ = cmd.Process.Kill(); _ = cmd.Wait() })
	return &launcher{cmd: cmd, stdin: stdin, lines: bufio.NewScanner(stdout)}
}

// await reads the lines that say that clusters are ready.
func (l *launcher) await(t *testing.T, count int) *launcher {
	t.Helper()
	for range count {
		if !l.lines.Scan() {
			t.Fatal("the launcher ended early")
		}
		var line ready
		if err := json.Unmarshal(l.lines.Bytes(), &line); err != nil || !line.Ready {
			t.Fatalf("%v: %s", err, l.lines.Text())
		}
		l.clusters = append(l.clusters, line)
	}
	return l
}

// say sends a command and returns the answer.
func (l *launcher) say(t *testing.T, command string) answer {
	t.Helper()
	fmt.Fprintln(l.stdin, command)
	var reply answer
	if !l.lines.Scan() || json.Unmarshal(l.lines.Bytes(), &reply) != nil || reply.Command != command {
		t.Fatalf("%q was answered by %q", command, l.lines.Text())
	}
	return reply
}

func kubectl(c ready, user string, args ...string) (string, error) {
	cmd := exec.Command(c.Kubectl, append([]string{"--kubeconfig", filepath.Join(c.Dir, user+".kubeconfig")}, args...)...)
	cmd.Env = []string{"HOME=" + os.TempDir()}
	output, err := cmd.CombinedOutput()
	return string(output), err
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

// gone tells whether a process has ended; one that waits for a foreign init to reap it has.
func gone(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return true
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && strings.Contains(string(stat), ") Z ")
}

func (l *launcher) expectProcessesGone(t *testing.T) {
	t.Helper()
	for _, c := range l.clusters {
		expected := 3
		if c.Node != "" {
			expected = 7
		}
		if len(c.Processes) != expected {
			t.Errorf("processes: %v", c.Processes)
		}
		for name, pid := range c.Processes {
			eventually(t, name+" to end", func() bool { return gone(pid) })
		}
	}
}

func (l *launcher) expectFoldersGone(t *testing.T) {
	t.Helper()
	for _, c := range l.clusters {
		eventually(t, c.Dir+" to disappear", func() bool { _, err := os.Stat(c.Dir); return os.IsNotExist(err) })
	}
}

func TestEndOfInputEndsEverything(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	l := launch(t, false).await(t, 1)
	l.stdin.Close()
	if err := l.cmd.Wait(); err != nil {
		t.Errorf("%v", err)
	}
	l.expectProcessesGone(t)
	l.expectFoldersGone(t)
}

func TestSignalEndsEverythingAndTheGivenFolderIsEmptied(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "clusters")
	l := launch(t, false, "--dir", dir).await(t, 1)
	if l.clusters[0].Dir != dir {
		t.Errorf("dir: %s", l.clusters[0].Dir)
	}
	if err := l.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := l.cmd.Wait(); err != nil {
		t.Errorf("%v", err)
	}
	l.expectProcessesGone(t)
	l.expectFoldersGone(t)
}

func TestKilledLauncherTakesItsProgramsAlongAndTheNextOneSweeps(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	l := launch(t, false).await(t, 1)
	if err := l.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	l.expectProcessesGone(t)
	if _, err := os.Stat(l.clusters[0].Dir); err != nil {
		t.Fatalf("nothing left to sweep: %v", err)
	}
	next := launch(t, false).await(t, 1)
	l.expectFoldersGone(t)
	next.stdin.Close()
	next.expectProcessesGone(t)
	next.expectFoldersGone(t)
}

func TestKilledParentEndsEverything(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	l := launch(t, true).await(t, 1)
	if err := l.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	l.expectProcessesGone(t)
	l.expectFoldersGone(t)
}

func TestEndOfInputDuringTheStartEndsEverything(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	l := launch(t, false)
	folders := filepath.Join(temporary, "mcp-k8s-cluster-*", ".testcluster-data", "pids")
	eventually(t, "a program to start", func() bool { found, _ := filepath.Glob(folders); return len(found) == 1 })
	l.stdin.Close()
	if err := l.cmd.Wait(); err != nil {
		t.Errorf("%v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(temporary, "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestClustersSideBySideAreIndependent(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	l := launch(t, false, "--count", "2").await(t, 2)
	one, two := l.clusters[0], l.clusters[1]
	if output, err := kubectl(one, "admin", "create", "configmap", "only-here"); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	if output, err := kubectl(two, "admin", "get", "configmap", "only-here"); err == nil || !strings.Contains(output, "NotFound") {
		t.Errorf("%v: %s", err, output)
	}
	if reply := l.say(t, "stop-apiserver 1"); !reply.OK {
		t.Errorf("%+v", reply)
	}
	if output, err := kubectl(one, "admin", "get", "configmaps"); err == nil || !strings.Contains(output, "refused") {
		t.Errorf("%v: %s", err, output)
	}
	if output, err := kubectl(two, "client-cert", "get", "configmaps"); err != nil {
		t.Errorf("%v: %s", err, output)
	}
	for _, wrong := range []string{"stop-apiserver 1", "stop-apiserver 3", "start-apiserver 2", "explode", "stop-apiserver 1 2"} {
		if reply := l.say(t, wrong); reply.OK || reply.Error == "" {
			t.Errorf("%+v", reply)
		}
	}
	if reply := l.say(t, "start-apiserver 1"); !reply.OK {
		t.Errorf("%+v", reply)
	}
	if output, err := kubectl(one, "admin", "get", "configmap", "only-here"); err != nil {
		t.Errorf("%v: %s", err, output)
	}
}

func TestProgramThatDiesEndsTheLauncherWithAnError(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	l := launch(t, false).await(t, 1)
	if err := syscall.Kill(l.clusters[0].Processes["etcd"], syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := l.cmd.Wait(); err == nil || l.cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("%v", err)
	}
	l.expectProcessesGone(t)
	l.expectFoldersGone(t)
}

func TestWrongArgumentsAreExplained(t *testing.T) {
	for _, c := range []struct{ args, says string }{
		{"", "say what to do"},
		{"down", `unknown command "down"`},
		{"up --count 0", "--count must be 1 to 20"},
		{"up --count many", "invalid value"},
		{"up here", `unexpected argument "here"`},
		{"up --verbose", "flag provided but not defined"},
		{"binaries helm", `unknown program "helm"`},
		{"up --image tool:1=here", "--image needs --node"},
		{"image --name tool:1", "--name, --from and -o are needed"},
		{"image --name tool --from . -o x", "no image name with a tag"},
		{"import tool:1=here", "--dir and an image are needed"},
		{"import --dir . tool:1=here", "holds no cluster with a node"},
		{"node-init", "not for people"},
		{"guard", "not for people"},
	} {
		err := run(t.Context(), strings.Fields(c.args), strings.NewReader(""), io.Discard, io.Discard)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: %v", c.args, err)
		}
	}
}
