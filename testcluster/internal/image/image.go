// Package image makes container images out of folders, without a registry and without a daemon: an archive as
// `docker save` writes it, which containerd, docker and podman load.
package image

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"time"
)

// Image says what an image is made of and how it runs.
type Image struct {
	Name       string   // with a tag: "server:1"
	From       string   // the folder that becomes the root
	Entrypoint []string // words, the first one a path in the image
	User       string   // "65532", "1000:1000", or empty for root
	Env        []string // "NAME=value"
	Workdir    string   // empty for the root
}

// names are those that need no registry's host: one that is looked up nowhere.
var names = regexp.MustCompile(`^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?::[0-9]+)?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$`)

// CheckName refuses what is no name of an image with a tag.
func CheckName(name string) error {
	if !names.MatchString(name) {
		return fmt.Errorf("%q is no image name with a tag, such as server:1", name)
	}
	return nil
}

// configuration is the part of the image format that we fill in (image-spec, config.md).
type configuration struct {
	Created      time.Time `json:"created"`
	Architecture string    `json:"architecture"`
	OS           string    `json:"os"`
	Config       settings  `json:"config"`
	RootFS       rootFS    `json:"rootfs"`
}

type settings struct {
	User       string   `json:"User,omitempty"`
	Env        []string `json:"Env,omitempty"`
	Entrypoint []string `json:"Entrypoint,omitempty"`
	WorkingDir string   `json:"WorkingDir,omitempty"`
}

type rootFS struct {
	Type    string   `json:"type"`
	DiffIDs []string `json:"diff_ids"`
}

// manifest is one entry of manifest.json (docker image specification 1.2).
type manifest struct {
	Config   string
	RepoTags []string
	Layers   []string
}

const defaultPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

// WriteFile writes the archive to a file, which appears whole or not at all.
func (i Image) WriteFile(path string) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".image-")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	err = i.Write(file)
	if err = errors.Join(err, file.Chmod(0o644), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// Write writes the archive. The same folder gives the same bytes: times, owners and the order of files are fixed.
func (i Image) Write(out io.Writer) error {
	if err := CheckName(i.Name); err != nil {
		return err
	}
	layer, err := os.CreateTemp("", "layer-")
	if err != nil {
		return err
	}
	defer layer.Close()
	if err := os.Remove(layer.Name()); err != nil { // it lives on without a name, and ends with us
		return err
	}
	digest := sha256.New()
	if err := pack(i.From, io.MultiWriter(layer, digest)); err != nil {
		return err
	}
	size, err := layer.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	if _, err := layer.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return i.assemble(out, layer, size, hex.EncodeToString(digest.Sum(nil)))
}

func (i Image) assemble(out io.Writer, layer io.Reader, size int64, digest string) error {
	configured, err := json.Marshal(configuration{
		Created:      time.Unix(0, 0).UTC(),
		Architecture: runtime.GOARCH,
		OS:           "linux",
		Config: settings{
			User: i.User, Env: append([]string{defaultPath}, i.Env...), Entrypoint: i.Entrypoint, WorkingDir: i.Workdir,
		},
		RootFS: rootFS{Type: "layers", DiffIDs: []string{"sha256:" + digest}},
	})
	if err != nil {
		return err
	}
	sum := sha256.Sum256(configured)
	config, layerName := hex.EncodeToString(sum[:])+".json", digest+".tar"
	list, err := json.Marshal([]manifest{{config, []string{i.Name}, []string{layerName}}})
	if err != nil {
		return err
	}
	archive := tar.NewWriter(out)
	for _, part := range []struct {
		name    string
		size    int64
		content io.Reader
	}{
		{config, int64(len(configured)), bytes.NewReader(configured)},
		{layerName, size, layer},
		{"manifest.json", int64(len(list)), bytes.NewReader(list)},
	} {
		header := tar.Header{Typeflag: tar.TypeReg, Name: part.name, Size: part.size, Mode: 0o644, ModTime: time.Unix(0, 0)}
		if err := archive.WriteHeader(&header); err != nil {
			return err
		}
		if _, err := io.Copy(archive, part.content); err != nil {
			return err
		}
	}
	return archive.Close()
}
