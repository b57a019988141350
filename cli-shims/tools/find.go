package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// errAbsent is about a tool that is nowhere, where none is built.
var errAbsent = errors.New("it is not there")

// finder looks for programs in the folders of others first, then in the own cache, then it builds.
type finder struct {
	foreign  []string  // folders that somebody else filled
	cache    string    // the own folder; made when it is needed
	progress io.Writer // lines for a person who waits
	// build is nil where nothing is built
	build func(ctx context.Context, t tool, target string, progress io.Writer) error
}

// newFinder looks into $MCP_K8S_TOOLS_DIRECTORY and the folders of PATH; the cache is below $XDG_CACHE_HOME or
// ~/.cache.
func newFinder(modules string, progress io.Writer) (*finder, error) {
	base := os.Getenv("XDG_CACHE_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return nil, fmt.Errorf("no place for the cache: set XDG_CACHE_HOME or HOME: %w", err)
		}
		base = filepath.Join(home, ".cache")
	}
	var foreign []string
	if folder := os.Getenv("MCP_K8S_TOOLS_DIRECTORY"); folder != "" {
		foreign = append(foreign, folder)
	}
	return &finder{
		foreign:  append(foreign, filepath.SplitList(os.Getenv("PATH"))...),
		cache:    filepath.Join(base, "mcp-k8s", "tools"),
		progress: progress,
		build: func(ctx context.Context, t tool, target string, progress io.Writer) error {
			return compile(ctx, filepath.Join(modules, t.name), t, target, progress)
		},
	}, nil
}

// find returns the tool's file; it builds it when it is nowhere, or returns errAbsent.
func (f *finder) find(ctx context.Context, t tool) (string, error) {
	for _, folder := range f.foreign {
		file := filepath.Join(folder, t.file)
		if filepath.IsAbs(file) && executable(file) && t.says(version(ctx, file, t.ask)) {
			return file, nil
		}
	}
	folder := filepath.Join(f.cache, t.build())
	file := filepath.Join(folder, t.file)
	if executable(file) {
		return file, nil
	}
	if f.build == nil {
		return "", errAbsent
	}
	if err := f.fill(ctx, t, folder); err != nil {
		return "", err
	}
	return file, nil
}

// version is what the program answers; nothing when it does not within a few seconds.
func version(ctx context.Context, program string, question []string) string {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	home, err := os.MkdirTemp("", "tool-home-")
	if err != nil {
		return ""
	}
	defer os.RemoveAll(home)
	cmd := exec.CommandContext(ctx, program, question...)
	cmd.Env = []string{"HOME=" + home}
	cmd.WaitDelay = time.Second
	answer, err := cmd.Output()
	if err != nil {
		return ""
	}
	return string(answer)
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o111 != 0
}

// link makes a folder of links to the programs, by which the service finds them all in one place.
func link(folder string, programs map[string]string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, file := range programs {
		fresh := filepath.Join(folder, fmt.Sprintf(".%s-%d", name, os.Getpid()))
		if err := os.Symlink(file, fresh); err != nil {
			return err
		}
		if err := os.Rename(fresh, filepath.Join(folder, name)); err != nil {
			os.Remove(fresh)
			return err
		}
	}
	return nil
}

func (f *finder) say(format string, args ...any) {
	fmt.Fprintf(f.progress, format+"\n", args...)
}
