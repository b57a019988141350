// Package binaries finds the programs of a Kubernetes cluster, and builds from pinned Go modules what is
// nowhere to be found.
package binaries

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Version is the Kubernetes release that everything here speaks of.
const Version = "v1.36.2"

// The programs, in the order in which they are built: what a person waits for first comes first.
const (
	Etcd              = "etcd"
	APIServer         = "kube-apiserver"
	ControllerManager = "kube-controller-manager"
	Kubectl           = "kubectl"
	Scheduler         = "kube-scheduler"
	Kubelet           = "kubelet"
)

// Names lists every program that a cluster without a node needs.
var Names = []string{Etcd, Kubectl, APIServer, ControllerManager}

// NodeNames lists what a node needs besides. They are built when the first node is asked for, not before.
var NodeNames = []string{Scheduler, Kubelet}

// All lists every program.
func All() []string { return slices.Concat(Names, NodeNames) }

// Set maps a program's name to the file that will be run.
type Set map[string]string

// Folders lists the folders the programs lie in, each once, in the order of All.
func (s Set) Folders() []string {
	var folders []string
	seen := map[string]bool{}
	for _, name := range All() {
		program, ok := s[name]
		if !ok {
			continue
		}
		folder := filepath.Dir(program)
		if !seen[folder] {
			seen[folder] = true
			folders = append(folders, folder)
		}
	}
	return folders
}

// Finder looks for programs in a fixed order: the folders of others first, then the own cache, then it builds.
type Finder struct {
	Foreign  []string  // folders that somebody else filled, such as an envtest folder
	Cache    string    // the own folder; made when it is needed
	Progress io.Writer // lines for a person who waits
	Build    func(ctx context.Context, name, target string, progress io.Writer) error
}

// NewFinder looks where people keep these programs. The cache is $MCP_K8S_CACHE, or else a folder below
// $XDG_CACHE_HOME or ~/.cache that is named after the version.
func NewFinder(progress io.Writer) (*Finder, error) {
	cache := os.Getenv("MCP_K8S_CACHE")
	if cache == "" {
		base := os.Getenv("XDG_CACHE_HOME")
		if base == "" {
			home, err := os.UserHomeDir()
			if err != nil {
				return nil, fmt.Errorf("no place for the cache: set MCP_K8S_CACHE or HOME: %w", err)
			}
			base = filepath.Join(home, ".cache")
		}
		cache = filepath.Join(base, "mcp-k8s", "kubernetes-"+Version)
	}
	cache, err := filepath.Abs(cache)
	if err != nil {
		return nil, err
	}
	foreign := []string{"/usr/local/kubebuilder/bin"}
	if assets := os.Getenv("KUBEBUILDER_ASSETS"); assets != "" {
		foreign = append([]string{assets}, foreign...)
	}
	return &Finder{Foreign: foreign, Cache: cache, Progress: progress, Build: build}, nil
}

// Find returns a file for every name, building what is missing. Several processes may do so at once: one builds,
// the others wait for it.
func (f *Finder) Find(ctx context.Context, names ...string) (Set, error) {
	found := f.lookup(ctx)
	var missing []string
	set := Set{}
	for _, name := range names {
		if path, ok := found[name]; ok {
			set[name] = path
		} else {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return set, nil
	}
	if err := f.fill(ctx, missing); err != nil {
		return nil, err
	}
	for _, name := range missing {
		set[name] = filepath.Join(f.Cache, name)
	}
	return set, nil
}

// lookup builds nothing.
func (f *Finder) lookup(ctx context.Context) Set {
	found := Set{}
	for _, folder := range f.Foreign {
		for name, path := range f.foreign(ctx, folder) {
			if _, ok := found[name]; !ok {
				found[name] = path
			}
		}
	}
	for _, name := range All() {
		path := filepath.Join(f.Cache, name)
		if _, ok := found[name]; !ok && executable(path) {
			found[name] = path
		}
	}
	return found
}

// foreign returns what can be used of somebody else's folder. It counts only with etcd and an API server of our
// minor version, because our controller-manager joins it; kubectl counts only in exactly our version, because
// tests hold its output against ours byte by byte.
func (f *Finder) foreign(ctx context.Context, folder string) Set {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil
	}
	server := filepath.Join(folder, APIServer)
	if !executable(server) || !executable(filepath.Join(folder, Etcd)) {
		if folder != "/usr/local/kubebuilder/bin" {
			f.say("%s is not used: it must hold the programs %s and %s", folder, Etcd, APIServer)
		}
		return nil
	}
	minor := Version[:strings.LastIndex(Version, ".")+1]
	if version := reportedVersion(ctx, server, "--version"); !strings.HasPrefix(version, minor) {
		f.say("%s is not used: its %s is %q, wanted %sx", folder, APIServer, version, minor)
		return nil
	}
	set := Set{Etcd: filepath.Join(folder, Etcd), APIServer: server}
	manager := filepath.Join(folder, ControllerManager)
	if executable(manager) && strings.HasPrefix(reportedVersion(ctx, manager, "--version"), minor) {
		set[ControllerManager] = manager
	}
	kubectl := filepath.Join(folder, Kubectl)
	if executable(kubectl) && reportedVersion(ctx, kubectl, "version", "--client") == Version {
		set[Kubectl] = kubectl
	}
	return set
}

// reportedVersion runs the program and returns the first word of its answer that looks like a version.
func reportedVersion(ctx context.Context, program string, args ...string) string {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = []string{"HOME=" + os.TempDir()}
	output, err := cmd.Output()
	if err != nil {
		return "unknown"
	}
	for _, word := range bytes.Fields(output) {
		if len(word) > 1 && word[0] == 'v' && word[1] >= '0' && word[1] <= '9' {
			return string(word)
		}
	}
	return "unknown"
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o111 != 0
}

func (f *Finder) say(format string, args ...any) {
	fmt.Fprintf(f.Progress, format+"\n", args...)
}
