package image

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// folder makes a root with one entry of each kind.
func folder(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, err := range []error{
		os.Mkdir(filepath.Join(root, "bin"), 0o700),
		os.WriteFile(filepath.Join(root, "bin", "tool"), []byte("#!/bin/sh\n"), 0o700),
		os.WriteFile(filepath.Join(root, "note"), []byte("words"), 0o600),
		os.Symlink("bin/tool", filepath.Join(root, "link")),
		os.Mkdir(filepath.Join(root, "tmp"), 0o700),
		os.Chmod(filepath.Join(root, "tmp"), 0o777),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func archive(t *testing.T, i Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := i.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// entries reads a tar: names with their headers and contents.
func entries(t *testing.T, content []byte) (map[string]*tar.Header, map[string][]byte) {
	t.Helper()
	headers, contents := map[string]*tar.Header{}, map[string][]byte{}
	reader := tar.NewReader(bytes.NewReader(content))
	for {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return headers, contents
		}
		if err != nil {
			t.Fatal(err)
		}
		headers[header.Name] = header
		if contents[header.Name], err = io.ReadAll(reader); err != nil {
			t.Fatal(err)
		}
	}
}

func TestArchiveIsWhatDockerSaveWrites(t *testing.T) {
	_, parts := entries(t, archive(t, Image{
		Name: "server:1", From: folder(t), Entrypoint: []string{"/bin/tool", "a b"}, User: "65532", Env: []string{"A=b"}, Workdir: "/tmp",
	}))
	var manifests []manifest
	if err := json.Unmarshal(parts["manifest.json"], &manifests); err != nil || len(manifests) != 1 {
		t.Fatalf("%v %s", err, parts["manifest.json"])
	}
	if !slices.Equal(manifests[0].RepoTags, []string{"server:1"}) || len(manifests[0].Layers) != 1 {
		t.Errorf("%+v", manifests[0])
	}
	var config configuration
	raw := parts[manifests[0].Config]
	if err := json.Unmarshal(raw, &config); err != nil {
		t.Fatal(err)
	}
	digest := sha256.Sum256(raw)
	if manifests[0].Config != hex.EncodeToString(digest[:])+".json" {
		t.Errorf("the configuration is called %s", manifests[0].Config)
	}
	layer := sha256.Sum256(parts[manifests[0].Layers[0]])
	if !slices.Equal(config.RootFS.DiffIDs, []string{"sha256:" + hex.EncodeToString(layer[:])}) {
		t.Errorf("%v", config.RootFS)
	}
	s := config.Config
	if config.OS != "linux" || s.User != "65532" || s.WorkingDir != "/tmp" || !slices.Equal(s.Entrypoint, []string{"/bin/tool", "a b"}) ||
		!slices.Equal(s.Env, []string{defaultPath, "A=b"}) {
		t.Errorf("%+v", config)
	}
}

func TestLayerHoldsEveryKindOfFile(t *testing.T) {
	var out bytes.Buffer
	if err := pack(folder(t), &out); err != nil {
		t.Fatal(err)
	}
	headers, contents := entries(t, out.Bytes())
	for name, mode := range map[string]int64{"bin/": 0o755, "bin/tool": 0o755, "note": 0o644, "link": 0o777, "tmp/": 0o1777} {
		header := headers[name]
		if header == nil || header.Mode != mode || header.Uid != 0 || header.Gid != 0 || !header.ModTime.Equal(time.Unix(0, 0)) {
			t.Errorf("%s: %+v", name, header)
		}
	}
	if len(headers) != 5 || headers["link"].Linkname != "bin/tool" || string(contents["note"]) != "words" {
		t.Errorf("%v", headers)
	}
}

func TestSameFolderGivesTheSameBytes(t *testing.T) {
	root := folder(t)
	first := archive(t, Image{Name: "a:1", From: root})
	if err := errors.Join(
		os.Chtimes(filepath.Join(root, "note"), time.Now(), time.Now().Add(time.Hour)),
		os.Chmod(filepath.Join(root, "note"), 0o664),
	); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, archive(t, Image{Name: "a:1", From: root})) {
		t.Error("times or the umask show")
	}
	if err := os.WriteFile(filepath.Join(root, "note"), []byte("wordz"), 0o644); err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(first, archive(t, Image{Name: "a:1", From: root})) {
		t.Error("the content does not show")
	}
}

func TestWhatCannotBeAnImageIsRefused(t *testing.T) {
	pipe := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(pipe, "pipe"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, from, says string }{
		{"server", pipe, "no image name with a tag"},
		{"Server:1", pipe, "no image name with a tag"},
		{"", pipe, "no image name with a tag"},
		{"server:1", pipe, "neither a file"},
		{"server:1", filepath.Join(pipe, "nothing"), "no such file"},
		{"server:1", filepath.Join(pipe, "pipe"), "no folder"},
	} {
		target := filepath.Join(t.TempDir(), "image.tar")
		err := Image{Name: c.name, From: c.from}.WriteFile(target)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v: %v", c, err)
		}
		if left, _ := os.ReadDir(filepath.Dir(target)); len(left) > 0 {
			t.Errorf("%+v left %v", c, left)
		}
	}
}
