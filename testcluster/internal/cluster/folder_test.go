package cluster

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dev.mcpk8s/testcluster/internal/binaries"
)

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func write(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestSweepTakesTheDeadAndSparesTheLiving(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	living, err := openFolder("")
	if err != nil {
		t.Fatal(err)
	}
	dead, err := openFolder("")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dead.data(), "etcd", "db"))
	write(t, filepath.Join(dead.path, "admin.kubeconfig"))
	dead.lock.Close() // what the kernel does for a killed launcher
	stranger := filepath.Join(os.TempDir(), folderPrefix+"without-lock")
	write(t, filepath.Join(stranger, "file"))
	if swept := Sweep(); swept != 1 {
		t.Errorf("%d swept", swept)
	}
	if exists(dead.path) || !exists(living.path) || !exists(stranger) {
		t.Errorf("dead %v living %v stranger %v", exists(dead.path), exists(living.path), exists(stranger))
	}
	if err := living.remove(); err != nil || exists(living.path) {
		t.Errorf("%v", err)
	}
}

func TestFolderOfALivingClusterIsRefused(t *testing.T) {
	path := t.TempDir()
	first, err := openFolder(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := openFolder(path); err == nil || !strings.Contains(err.Error(), "in use by another cluster") {
		t.Errorf("%v", err)
	}
	if err := first.remove(); err != nil {
		t.Fatal(err)
	}
	if !exists(path) {
		t.Error("removed a folder that was there before")
	}
}

func TestGivenFolderKeepsItsOwnFiles(t *testing.T) {
	path := t.TempDir()
	own := filepath.Join(path, "data", "precious")
	write(t, own)
	write(t, filepath.Join(path, dataName, "old"))
	f, err := openFolder(path)
	if err != nil {
		t.Fatal(err)
	}
	if exists(f.data()) {
		t.Error("stale data was kept")
	}
	if err := f.remove(); err != nil || !exists(own) {
		t.Errorf("%v, precious file there: %v", err, exists(own))
	}
}

func TestFreePortsDifferAndAreFree(t *testing.T) {
	ports, err := freePorts(20)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int]bool{}
	for _, port := range ports {
		if port < firstPort || port > lastPort || seen[port] {
			t.Errorf("port %d of %v", port, ports)
		}
		seen[port] = true
	}
}

// TestTakenPortIsTriedElsewhere takes each of the three ports in turn.
func TestTakenPortIsTriedElsewhere(t *testing.T) {
	finder, err := binaries.NewFinder(os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	programs, err := finder.Find(context.Background(), binaries.Names...)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	calls := 0
	pickPorts = func(count int) ([]int, error) {
		ports, err := freePorts(count)
		if calls < count {
			ports[calls] = listener.Addr().(*net.TCPAddr).Port
		}
		calls++
		return ports, err
	}
	defer func() { pickPorts = freePorts }()
	c, err := Start(context.Background(), Options{Name: "1"}, programs)
	if err != nil {
		t.Fatal(err)
	}
	if calls != 4 {
		t.Errorf("%d attempts", calls)
	}
	if err := c.Stop(); err != nil || exists(c.Path()) {
		t.Errorf("%v", err)
	}
}

func TestProgramThatDiesIsExplained(t *testing.T) {
	program := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho first; echo unknown flag: --nonsense; exit 3\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	failed := make(chan error, 1)
	if _, err := launch(t.TempDir(), "some-program", program, nil, failed); err != nil {
		t.Fatal(err)
	}
	err := <-failed
	if err == nil || errors.Is(err, errPortTaken) || !strings.Contains(err.Error(), "some-program ended unexpectedly (exit status 3)") ||
		!strings.Contains(err.Error(), "--nonsense") {
		t.Errorf("%v", err)
	}
}
