// Package upload takes the files that a command line names along with the request, and gives the
// answer the caller's own paths back.
package upload

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// Marker begins the request's name of a file that is not below the working folder: the rest is its
// absolute path.
const Marker = "@client"

// How much of the caller's disk a line may name by mistake. The service has limits of its own.
const (
	maximumFiles = 10_000
	maximumBytes = 256 << 20
)

// Files is what goes along with one request.
type Files struct {
	folder   string
	contents map[string][]byte
	size     int64
	renames  []Rename
}

// Rename is a path that the service knows by another name.
type Rename struct {
	Sent  string
	Shown string
}

// New takes files for a command that is run in a folder.
func New(folder string) *Files {
	return &Files{folder: folder, contents: map[string][]byte{}}
}

// Renames is what the answer's paths are called here.
func (f *Files) Renames() []Rename { return f.renames }

// Contents is the request's field: text, or base64 of what is no text.
func (f *Files) Contents() map[string]any {
	if len(f.contents) == 0 {
		return nil
	}
	members := make(map[string]any, len(f.contents))
	for name, content := range f.contents {
		members[name] = Content(content)
	}
	return members
}

// Content is text where it is text, else an object with base64.
func Content(content []byte) any {
	if utf8.Valid(content) {
		return string(content)
	}
	return map[string][]byte{"base64": content}
}

// Word is how a path that the line names is written in the request, whether there is such a file or
// not. What is below the working folder keeps its name.
func (f *Files) Word(path string) string {
	if path == "" || f.isPlain(path) {
		return path
	}
	return f.moved(path)
}

// Output is the same for a path where files are to be written: the folder that is there, or that it
// is to be made in, is there too.
func (f *Files) Output(path string) string {
	for _, folder := range []string{path, filepath.Dir(path)} {
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			f.keepFolder(folder)
			break
		}
	}
	return f.Word(path)
}

// Here is the working folder by its absolute path, for tools that tell it.
func (f *Files) Here() (word, path string) {
	return f.moved(f.folder), f.folder
}

func (f *Files) isPlain(path string) bool {
	return !filepath.IsAbs(path) && !strings.HasPrefix(path, "~") &&
		!slices.Contains(strings.Split(path, "/"), "..")
}

func (f *Files) moved(path string) string {
	sent := Marker + f.absolute(path)
	rename := Rename{Sent: sent, Shown: path}
	if !slices.Contains(f.renames, rename) {
		f.renames = append(f.renames, rename)
	}
	return sent
}

func (f *Files) absolute(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(f.folder, path)
}

// place sends files under the word that names them, and returns the word for the request.
//
// word is as the user wrote it; paths are what it stands for.
func (f *Files) place(word string, paths []string, absolute bool) (string, error) {
	moved := absolute || !f.isPlain(word)
	for _, path := range paths {
		if !f.isPlain(path) && !filepath.IsAbs(word) {
			moved = true
		}
	}
	for _, path := range paths {
		name := filepath.Clean(path)
		if moved {
			name = Marker + f.absolute(path)
		}
		if err := f.send(path, name); err != nil {
			return "", err
		}
	}
	if moved {
		return f.moved(word), nil
	}
	return word, nil
}

func (f *Files) send(path, name string) error {
	if _, known := f.contents[name]; known {
		return nil
	}
	if len(f.contents) >= maximumFiles {
		return fmt.Errorf("the command names more than %d files", maximumFiles)
	}
	content, err := f.read(path)
	if err != nil {
		return err
	}
	f.size += int64(len(content))
	f.contents[name] = content
	return nil
}

func (f *Files) read(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, maximumBytes-f.size+1))
	if err != nil {
		return nil, err
	}
	if f.size+int64(len(content)) > maximumBytes {
		return nil, fmt.Errorf("the command names files of more than %d MiB together", maximumBytes>>20)
	}
	return content, nil
}

// keepFolder makes an empty folder exist there too. What is in it is of no interest to any tool: a
// folder in the folder, without a manifest.
func (f *Files) keepFolder(folder string) {
	name := filepath.Clean(folder)
	if !f.isPlain(folder) {
		name = Marker + f.absolute(folder)
	}
	if name != "." {
		f.contents[strings.TrimSuffix(name, "/")+"/.folder/.empty"] = []byte{}
	}
}

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
