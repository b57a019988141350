package main

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
)

// beat is how often a person who waits sees a line.
const beat = 10 * time.Second

// fill builds the tool into its folder of the cache. The program appears there whole or not at all.
func (f *finder) fill(ctx context.Context, t tool, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("cannot make the cache folder: %w", err)
	}
	unlock, err := f.lock(ctx, t, folder)
	if err != nil {
		return err
	}
	defer unlock()
	target := filepath.Join(folder, t.file)
	if executable(target) { // somebody built it while we waited
		return nil
	}
	work, err := os.MkdirTemp(folder, ".build-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	f.say("%s %s: building; minutes, only the first time", t.name, t.version)
	begin := time.Now()
	fresh := filepath.Join(work, t.file)
	if err := f.build(ctx, t, fresh, f.progress); err != nil {
		return fmt.Errorf("cannot build %s: %w", t.name, err)
	}
	if err := os.Rename(fresh, target); err != nil {
		return err
	}
	f.say("%s %s: built in %d s", t.name, t.version, int(time.Since(begin).Seconds()))
	return nil
}

// lock waits until no other process builds the tool. The kernel frees the lock of a process that dies; what such a
// process left half built is removed here.
func (f *finder) lock(ctx context.Context, t tool, folder string) (func(), error) {
	file, err := os.OpenFile(filepath.Join(folder, ".lock"), os.O_CREATE|os.O_RDWR, 0o644)
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
			f.say("%s: another process builds it; waiting, %d s", t.name, int(waited.Seconds()))
			next = waited + beat
		}
		select {
		case <-ctx.Done():
			file.Close()
			return nil, ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
	leftovers, _ := filepath.Glob(filepath.Join(folder, ".build-*"))
	for _, leftover := range leftovers {
		os.RemoveAll(leftover)
	}
	return func() { file.Close() }, nil
}

// compile builds the tool's main package in the folder of its module.
func compile(ctx context.Context, module string, t tool, target string, progress io.Writer) error {
	if _, err := exec.LookPath("go"); err != nil {
		return fmt.Errorf("the go command is not on PATH: install Go 1.26 or newer, or put %s %s on PATH or into "+
			"the folder that MCP_K8S_TOOLS_DIRECTORY names", t.file, t.version)
	}
	flags := []string{"-s", "-w"}
	for _, stamp := range t.stamp {
		flags = append(flags, "-X", stamp)
	}
	cmd := exec.CommandContext(ctx, "go", "build", "-mod=readonly", "-buildvcs=false", "-trimpath",
		"-ldflags", strings.Join(flags, " "), "-o", target, t.main)
	cmd.Dir = module
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOWORK=off", "GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH)
	// the compilers are children of the go command: all of them end together
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	done := make(chan struct{})
	go func() {
		begin := time.Now()
		ticker := time.NewTicker(beat)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				fmt.Fprintf(progress, "%s %s: still building, %d s\n", t.name, t.version, int(time.Since(begin).Seconds()))
			}
		}
	}()
	err := cmd.Run()
	close(done)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("go build: %w\n%s", err, tail(output.String(), 20))
	}
	return nil
}

// tail returns the last lines of a text.
func tail(text string, lines int) string {
	all := strings.Split(strings.TrimRight(text, "\n"), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}
