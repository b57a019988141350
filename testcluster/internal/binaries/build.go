package binaries

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"dev.mcpk8s/testcluster"
	"dev.mcpk8s/testcluster/internal/child"
)

// packages are the main packages of the programs; go.mod names the same ones as tools.
var packages = map[string]string{
	Etcd:              "go.etcd.io/etcd/server/v3",
	Kubectl:           "k8s.io/kubernetes/cmd/kubectl",
	APIServer:         "k8s.io/kubernetes/cmd/kube-apiserver",
	ControllerManager: "k8s.io/kubernetes/cmd/kube-controller-manager",
	Scheduler:         "k8s.io/kubernetes/cmd/kube-scheduler",
	Kubelet:           "k8s.io/kubernetes/cmd/kubelet",
}

// stamp is what the release's own build writes into the programs (hack/lib/version.sh in kubernetes); without it
// `kubectl version` and the user agent show placeholders.
var stamp = [][2]string{
	{"gitVersion", Version},
	{"gitMajor", "1"},
	{"gitMinor", "36"},
	{"gitCommit", "24e2b02af5543d7910c2bb074c7264df5a8f0467"},
	{"gitTreeState", "clean"},
	{"buildDate", "2026-06-11T18:09:07Z"},
}

// beat is how often a person who waits sees a line.
const beat = 10 * time.Second

// fill builds programs into the cache. A program appears there whole or not at all.
func (f *Finder) fill(ctx context.Context, names []string) error {
	if err := os.MkdirAll(f.Cache, 0o755); err != nil {
		return fmt.Errorf("cannot make the cache folder: %w", err)
	}
	unlock, err := f.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	work, err := os.MkdirTemp(f.Cache, ".build-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	for i, name := range names {
		target := filepath.Join(f.Cache, name)
		if executable(target) { // somebody built it while we waited
			continue
		}
		f.say("%s %s: building (%d of %d); only the first time", name, Version, i+1, len(names))
		begin := time.Now()
		fresh := filepath.Join(work, name)
		if err := f.Build(ctx, name, fresh, f.Progress); err != nil {
			return fmt.Errorf("cannot build %s: %w", name, err)
		}
		if err := os.Rename(fresh, target); err != nil {
			return err
		}
		f.say("%s %s: built in %d s", name, Version, int(time.Since(begin).Seconds()))
	}
	return nil
}

// lock waits until no other process builds into the cache. The kernel frees the lock of a process that dies; what
// such a process left half built is removed here.
func (f *Finder) lock(ctx context.Context) (func(), error) {
	file, err := os.OpenFile(filepath.Join(f.Cache, ".lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	begin, next := time.Now(), time.Duration(0)
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			break
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			file.Close()
			return nil, fmt.Errorf("cannot lock the cache: %w", err)
		}
		if waited := time.Since(begin); waited >= next {
			f.say("another process builds Kubernetes; waiting for it, %d s", int(waited.Seconds()))
			next = waited + beat
		}
		select {
		case <-ctx.Done():
			file.Close()
			return nil, ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
	leftovers, _ := filepath.Glob(filepath.Join(f.Cache, ".build-*"))
	for _, leftover := range leftovers {
		os.RemoveAll(leftover)
	}
	return func() { file.Close() }, nil
}

// build compiles one program from the pinned modules to the file target.
func build(ctx context.Context, name, target string, progress io.Writer) error {
	if _, err := exec.LookPath("go"); err != nil {
		return errors.New("the go command is not on PATH: install Go 1.26 or newer, " +
			"or point KUBEBUILDER_ASSETS at a folder with etcd, kube-apiserver, kube-controller-manager and kubectl " + Version)
	}
	module, err := os.MkdirTemp(filepath.Dir(target), "module-")
	if err != nil {
		return err
	}
	for file, content := range map[string][]byte{"go.mod": testcluster.GoMod, "go.sum": testcluster.GoSum} {
		if err := os.WriteFile(filepath.Join(module, file), content, 0o644); err != nil {
			return err
		}
	}
	flags := []string{"-s", "-w"}
	for _, pair := range stamp {
		for _, owner := range []string{"k8s.io/component-base/version", "k8s.io/client-go/pkg/version"} {
			flags = append(flags, "-X", owner+"."+pair[0]+"="+pair[1])
		}
	}
	cmd := exec.Command("go", "build", "-mod=readonly", "-buildvcs=false", "-trimpath",
		"-ldflags", strings.Join(flags, " "), "-o", target, packages[name])
	cmd.Dir = module
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOWORK=off", "GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH)
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	compiler, err := child.Start(cmd)
	if err != nil {
		return err
	}
	return follow(ctx, compiler, name, &output, progress)
}

// follow shows that a long build is alive, and ends it when nobody wants it any more.
func follow(ctx context.Context, compiler *child.Child, name string, output *bytes.Buffer, progress io.Writer) error {
	begin := time.Now()
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	for {
		select {
		case <-compiler.Done():
			if err := compiler.Err(); err != nil {
				return fmt.Errorf("go build: %w\n%s", err, tail(output.String(), 20))
			}
			return nil
		case <-ctx.Done():
			compiler.Kill()
			return ctx.Err()
		case <-ticker.C:
			fmt.Fprintf(progress, "%s %s: still building, %d s\n", name, Version, int(time.Since(begin).Seconds()))
		}
	}
}

// tail returns the last lines of a text.
func tail(text string, lines int) string {
	all := strings.Split(strings.TrimRight(text, "\n"), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}
