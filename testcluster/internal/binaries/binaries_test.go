package binaries

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// program writes a script that answers every call with the given words.
func program(t *testing.T, folder, name, answer string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte("#!/bin/sh\necho '"+answer+"'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// finder has an empty cache and a builder that writes the program's name.
func finder(t *testing.T, foreign ...string) (*Finder, *atomic.Int32, *bytes.Buffer) {
	t.Helper()
	builds, said := &atomic.Int32{}, &bytes.Buffer{}
	return &Finder{
		Foreign:  foreign,
		Cache:    filepath.Join(t.TempDir(), "deep", "cache"),
		Progress: said,
		Build: func(_ context.Context, name, target string, _ io.Writer) error {
			builds.Add(1)
			return os.WriteFile(target, []byte(name), 0o755)
		},
	}, builds, said
}

func find(t *testing.T, f *Finder) Set {
	t.Helper()
	set, err := f.Find(context.Background(), Names...)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestBuildsWhatIsMissingOnce(t *testing.T) {
	f, builds, said := finder(t)
	set := find(t, f)
	for _, name := range Names {
		if set[name] != filepath.Join(f.Cache, name) || !executable(set[name]) {
			t.Errorf("%s: %q", name, set[name])
		}
		if !strings.Contains(said.String(), name+" "+Version+": building") {
			t.Errorf("nothing was said about %s: %s", name, said)
		}
	}
	find(t, f)
	if builds.Load() != int32(len(Names)) {
		t.Errorf("%d builds", builds.Load())
	}
	if len(set.Folders()) != 1 || set.Folders()[0] != f.Cache {
		t.Errorf("folders: %v", set.Folders())
	}
}

func TestForeignFolderWinsAndIsCompletedFromTheCache(t *testing.T) {
	folder := t.TempDir()
	etcd := program(t, folder, Etcd, "etcd Version: 3.6.8")
	server := program(t, folder, APIServer, "Kubernetes v1.36.7")
	program(t, folder, Kubectl, "Client Version: v1.36.7") // close, but the reference is exactly ours
	f, builds, _ := finder(t, folder)
	set := find(t, f)
	if set[Etcd] != etcd || set[APIServer] != server {
		t.Errorf("not taken from the folder: %v", set)
	}
	if set[Kubectl] != filepath.Join(f.Cache, Kubectl) || set[ControllerManager] != filepath.Join(f.Cache, ControllerManager) {
		t.Errorf("not completed from the cache: %v", set)
	}
	if builds.Load() != 2 || len(set.Folders()) != 2 {
		t.Errorf("%d builds, folders %v", builds.Load(), set.Folders())
	}
}

func TestForeignKubectlOfOurVersionCounts(t *testing.T) {
	folder := t.TempDir()
	program(t, folder, Etcd, "")
	program(t, folder, APIServer, "Kubernetes "+Version)
	program(t, folder, ControllerManager, "Kubernetes "+Version)
	program(t, folder, Kubectl, "Client Version: "+Version)
	f, builds, _ := finder(t, folder)
	if set := find(t, f); len(set.Folders()) != 1 || set.Folders()[0] != folder || builds.Load() != 0 {
		t.Errorf("%v, %d builds", set, builds.Load())
	}
}

func TestForeignFolderThatDoesNotCountIsNamed(t *testing.T) {
	empty, old, broken := t.TempDir(), t.TempDir(), t.TempDir()
	program(t, old, Etcd, "")
	program(t, old, APIServer, "Kubernetes v1.31.0")
	program(t, broken, APIServer, "Kubernetes "+Version)
	if err := os.Mkdir(filepath.Join(broken, Etcd), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{empty, old, broken, filepath.Join(empty, "absent")} {
		f, builds, said := finder(t, folder)
		if set := find(t, f); set[APIServer] != filepath.Join(f.Cache, APIServer) || builds.Load() != int32(len(Names)) {
			t.Errorf("%s was used: %v", folder, set)
		}
		if !strings.Contains(said.String(), folder+" is not used") {
			t.Errorf("%s is not named: %s", folder, said)
		}
	}
}

func TestSeveralBuildersAtOnceBuildEachProgramOnce(t *testing.T) {
	f, builds, _ := finder(t)
	slow := f.Build
	f.Build = func(ctx context.Context, name, target string, progress io.Writer) error {
		time.Sleep(20 * time.Millisecond)
		return slow(ctx, name, target, progress)
	}
	var group sync.WaitGroup
	for range 5 {
		group.Go(func() {
			mine := *f
			mine.Progress = io.Discard
			if _, err := mine.Find(context.Background(), Names...); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if builds.Load() != int32(len(Names)) {
		t.Errorf("%d builds", builds.Load())
	}
}

func TestFailedBuildLeavesNothingAndSaysWhy(t *testing.T) {
	f, _, _ := finder(t)
	f.Build = func(_ context.Context, _, target string, _ io.Writer) error {
		_ = os.WriteFile(target, []byte("half"), 0o755)
		return errors.New("disk full")
	}
	_, err := f.Find(context.Background(), Names...)
	if err == nil || !strings.Contains(err.Error(), "cannot build etcd: disk full") {
		t.Errorf("%v", err)
	}
	entries, _ := os.ReadDir(f.Cache)
	for _, entry := range entries {
		if entry.Name() != ".lock" {
			t.Errorf("left behind: %s", entry.Name())
		}
	}
}

func TestWaitingForAnotherBuilderCanBeCancelled(t *testing.T) {
	f, _, _ := finder(t)
	if err := os.MkdirAll(f.Cache, 0o755); err != nil {
		t.Fatal(err)
	}
	unlock, err := f.lock(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := f.Find(ctx, Names...); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestCacheFollowsTheEnvironment(t *testing.T) {
	t.Setenv("KUBEBUILDER_ASSETS", "/assets")
	t.Setenv("MCP_K8S_CACHE", "")
	t.Setenv("XDG_CACHE_HOME", "/xdg")
	f, err := NewFinder(io.Discard)
	if err != nil || f.Cache != "/xdg/mcp-k8s/kubernetes-"+Version || f.Foreign[0] != "/assets" {
		t.Errorf("%+v %v", f, err)
	}
	t.Setenv("MCP_K8S_CACHE", "/own")
	if f, err = NewFinder(io.Discard); err != nil || f.Cache != "/own" {
		t.Errorf("%+v %v", f, err)
	}
}

func TestMissingGoSaysWhatToInstall(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	err := build(context.Background(), Etcd, filepath.Join(t.TempDir(), Etcd), io.Discard)
	if err == nil || !strings.Contains(err.Error(), "install Go 1.26 or newer") {
		t.Errorf("%v", err)
	}
}
