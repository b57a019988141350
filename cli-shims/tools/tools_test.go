package main

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

// emptyFinder has an empty cache and a builder that writes the program's name.
func emptyFinder(t *testing.T, foreign ...string) (*finder, *atomic.Int32, *bytes.Buffer) {
	t.Helper()
	builds, said := &atomic.Int32{}, &bytes.Buffer{}
	return &finder{
		foreign:  foreign,
		cache:    filepath.Join(t.TempDir(), "deep", "cache"),
		progress: said,
		build: func(_ context.Context, of tool, target string, _ io.Writer) error {
			builds.Add(1)
			time.Sleep(20 * time.Millisecond)
			return os.WriteFile(target, []byte(of.name), 0o755)
		},
	}, builds, said
}

func helm(t *testing.T) tool {
	t.Helper()
	found, ok := named("helm")
	if !ok {
		t.Fatal("no helm")
	}
	return found
}

func TestBuildsOnceIntoAFolderNamedByTheVersion(t *testing.T) {
	f, builds, said := emptyFinder(t)
	var group sync.WaitGroup
	for range 5 {
		group.Go(func() {
			mine := *f
			mine.progress = io.Discard
			if _, err := mine.find(context.Background(), helm(t)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	file, err := f.find(context.Background(), helm(t))
	if err != nil || file != filepath.Join(f.cache, helm(t).build(), "helm") || !executable(file) {
		t.Errorf("%q %v", file, err)
	}
	if builds.Load() != 1 || said.Len() > 0 {
		t.Errorf("%d builds, said %q", builds.Load(), said)
	}
}

func TestAnotherStampIsAnotherBuild(t *testing.T) {
	f, builds, _ := emptyFinder(t)
	one := helm(t)
	other := one
	other.stamp = append([]string{"x.y=z"}, one.stamp...)
	for _, each := range []tool{one, other, one, other} {
		if _, err := f.find(context.Background(), each); err != nil {
			t.Error(err)
		}
	}
	if builds.Load() != 2 || !strings.HasPrefix(one.build(), "helm-v4.3.1-") {
		t.Errorf("%d builds, %s", builds.Load(), one.build())
	}
}

func TestOnlyTheAskedVersionOfOthersCounts(t *testing.T) {
	for answer, counts := range map[string]bool{
		"v4.3.1":               true,
		"v4.3.1+g1234567":      true,
		"v4.3.10":              false,
		"v3.22.0":              false,
		"":                     false,
		"helm: v4.3.1+c9c369e": true,
	} {
		folder := t.TempDir()
		theirs := program(t, folder, "helm", answer)
		f, builds, _ := emptyFinder(t, "relative", filepath.Join(folder, "absent"), folder)
		file, err := f.find(context.Background(), helm(t))
		if err != nil || (file == theirs) != counts || (builds.Load() == 0) != counts {
			t.Errorf("%q: %q, %d builds, %v", answer, file, builds.Load(), err)
		}
	}
}

func TestAFailedBuildLeavesNothingAndSaysWhy(t *testing.T) {
	f, _, _ := emptyFinder(t)
	f.build = func(_ context.Context, _ tool, target string, _ io.Writer) error {
		_ = os.WriteFile(target, []byte("half"), 0o755)
		return errors.New("disk full")
	}
	_, err := f.find(context.Background(), helm(t))
	if err == nil || !strings.Contains(err.Error(), "cannot build helm: disk full") {
		t.Errorf("%v", err)
	}
	entries, _ := os.ReadDir(filepath.Join(f.cache, helm(t).build()))
	if len(entries) != 1 || entries[0].Name() != ".lock" {
		t.Errorf("left behind: %v", entries)
	}
}

func TestLinksAreReplaced(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "a", "b")
	for _, file := range []string{"/one", "/two"} {
		if err := link(folder, map[string]string{"helm": file}); err != nil {
			t.Fatal(err)
		}
		if target, err := os.Readlink(filepath.Join(folder, "helm")); err != nil || target != file {
			t.Errorf("%q %v", target, err)
		}
	}
}

func TestNamesAreChecked(t *testing.T) {
	if _, err := parse([]string{"kubeadm"}); err == nil || !strings.Contains(err.Error(), "unknown tool") {
		t.Errorf("%v", err)
	}
	o, err := parse([]string{"--into", "x"})
	if err != nil || o.into != "x" || o.present || len(o.wanted) != len(tools)-1 {
		t.Errorf("%+v %v", o, err)
	}
	if o, _ = parse([]string{"--present", "helm3"}); !o.present || len(o.wanted) != 1 || o.wanted[0].name != "helm3" {
		t.Errorf("%+v", o)
	}
}

func TestWhatIsNotThereIsToldAndNotBuilt(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	folder := t.TempDir()
	var said strings.Builder
	args := []string{"modules", "--into", folder, "--present", "helm3"}
	if err := run(context.Background(), args, io.Discard, &said); err != nil || !strings.Contains(said.String(), "make test-helm3") {
		t.Errorf("%v %q", err, said.String())
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("%v", left)
	}
}

func TestMissingGoSaysWhatToDo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	err := compile(context.Background(), t.TempDir(), helm(t), filepath.Join(t.TempDir(), "helm"), io.Discard)
	if err == nil || !strings.Contains(err.Error(), "install Go 1.26 or newer") {
		t.Errorf("%v", err)
	}
}
