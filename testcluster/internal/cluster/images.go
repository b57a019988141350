package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"dev.mcpk8s/testcluster/internal/image"
)

// pauseImage is what holds a pod's namespaces: this program itself, which waits when it is called so.
const pauseImage = "docker.io/library/testcluster-pause:1"

// PauseCommand is the argument by which this program knows that it is to wait.
const PauseCommand = "pause"

// runtimeName is the file that lets another process find a node's containerd.
const runtimeName = "runtime.json"

// ImportImage gives the node an image: "NAME:TAG=FOLDER" makes one without an entrypoint, "ARCHIVE" takes an archive
// with the names in it, "NAME:TAG=ARCHIVE" adds a name. It returns when pods can use it.
func (c *Cluster) ImportImage(ctx context.Context, spec string) error {
	if c.node == nil {
		return errors.New("the cluster has no node: start it with --node")
	}
	return c.node.runtime.importImage(ctx, spec)
}

// ImportInto does what ImportImage does from another process, for the cluster whose kubeconfigs lie in folder.
func ImportInto(ctx context.Context, folder, spec string) error {
	content, err := os.ReadFile(filepath.Join(folder, dataName, runtimeName))
	if err != nil {
		return fmt.Errorf("%s holds no cluster with a node: %w", folder, err)
	}
	var runtime containerRuntime
	if err := json.Unmarshal(content, &runtime); err != nil {
		return err
	}
	return runtime.importImage(ctx, spec)
}

func (r containerRuntime) importImage(ctx context.Context, spec string) error {
	name, path, named := strings.Cut(spec, "=")
	if !named {
		name, path = "", spec
	}
	if named {
		if err := image.CheckName(name); err != nil {
			return err
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return r.importArchive(ctx, path, name)
	}
	if !named {
		return fmt.Errorf("an image made of the folder %s needs a name: NAME:TAG=%s", path, path)
	}
	return r.importFolder(ctx, image.Image{Name: name, From: path})
}

func (r containerRuntime) importFolder(ctx context.Context, made image.Image) error {
	scratch, err := os.MkdirTemp(r.Scratch, "image-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	archive := filepath.Join(scratch, "image.tar")
	if err := made.WriteFile(archive); err != nil {
		return err
	}
	return r.importArchive(ctx, archive, "")
}

// unpacked are the lines by which ctr tells the full names of what it took from an archive.
var unpacked = regexp.MustCompile(`(?m)^unpacking (\S+) `)

func (r containerRuntime) importArchive(ctx context.Context, archive, name string) error {
	file, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer file.Close()
	output, err := r.ctr(ctx, file, "images", "import", "--snapshotter", r.Snapshotter, "-")
	if err != nil {
		return fmt.Errorf("%s: %w", archive, err)
	}
	found := unpacked.FindStringSubmatch(output)
	if found == nil {
		return fmt.Errorf("%s holds no image with a name", archive)
	}
	if name != "" && fullName(name) != found[1] {
		if _, err := r.ctr(ctx, nil, "images", "tag", "--force", found[1], fullName(name)); err != nil {
			return err
		}
	}
	return r.awaitManaged(ctx)
}

// awaitManaged waits until the kubelet's side of containerd knows every image: it learns of them by events, and
// marks what it knows.
func (r containerRuntime) awaitManaged(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for {
		output, err := r.ctr(ctx, nil, "images", "list")
		if err != nil {
			return err
		}
		lines := strings.Count(output, "\n") - 1 // without the header
		if strings.Count(output, "io.cri-containerd.image=managed") >= lines {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// fullName is a name with the registry that containers' tools think of when none is named.
func fullName(name string) string {
	first, _, several := strings.Cut(name, "/")
	switch {
	case !several:
		return "docker.io/library/" + name
	case strings.ContainsAny(first, ".:") || first == "localhost":
		return name
	default:
		return "docker.io/" + name
	}
}

// importPause makes the image that every pod begins with.
func (c *Cluster) importPause(ctx context.Context) error {
	root := filepath.Join(c.nodeFolder(), "pause")
	if err := os.Mkdir(root, 0o755); err != nil {
		return err
	}
	defer os.RemoveAll(root)
	if err := copyProgram("/proc/self/exe", filepath.Join(root, "pause")); err != nil {
		return err
	}
	return c.node.runtime.importFolder(ctx, image.Image{
		Name: strings.TrimPrefix(pauseImage, "docker.io/library/"), From: root, Entrypoint: []string{"/pause", PauseCommand}, User: "65535",
	})
}

func copyProgram(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}
