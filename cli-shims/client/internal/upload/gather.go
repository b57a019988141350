package upload

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// deepest keeps links that lead in a circle from being followed for ever.
const deepest = 32

// manifestExtensions are what kubectl reads in a folder.
var manifestExtensions = []string{".json", ".yaml", ".yml"}

// File takes one file along. What is not there is the service's to complain about.
func (f *Files) File(path string) (string, error) {
	info, err := os.Stat(path)
	if path == "" || isMissing(err) {
		return f.Word(path), nil
	}
	if err != nil {
		return "", err
	}
	if info.IsDir() {
		f.keepFolder(path)
		return f.Word(path), nil
	}
	return f.place(path, []string{path}, false)
}

// Manifests takes what -f names: a file, the manifests of a folder, or what a pattern matches.
func (f *Files) Manifests(path string, recursive bool) (string, error) {
	info, err := os.Stat(path)
	if path == "" || isMissing(err) {
		return f.pattern(path, recursive)
	}
	if err != nil {
		return "", err
	}
	if !info.IsDir() {
		return f.place(path, []string{path}, false)
	}
	paths, err := manifestsBelow(path, recursive)
	if err != nil {
		return "", err
	}
	if len(paths) == 0 {
		f.keepFolder(path)
	}
	return f.place(path, paths, false)
}

func (f *Files) pattern(path string, recursive bool) (string, error) {
	matches, err := filepath.Glob(path)
	if err != nil {
		return f.Word(path), nil
	}
	var paths []string
	for _, match := range matches {
		info, err := os.Stat(match)
		if isMissing(err) { // a link to nothing
			continue
		}
		if err != nil {
			return "", err
		}
		if !info.IsDir() {
			paths = append(paths, match)
			continue
		}
		below, err := manifestsBelow(match, recursive)
		if err != nil {
			return "", err
		}
		paths = append(paths, below...)
	}
	return f.place(path, paths, false)
}

func manifestsBelow(folder string, recursive bool) ([]string, error) {
	var paths []string
	root := folder + "/" // a link to a folder is entered too
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != root && !recursive:
			return filepath.SkipDir
		case entry.IsDir() || !slices.Contains(manifestExtensions, filepath.Ext(path)):
			return nil
		}
		if info, err := os.Stat(path); err != nil || info.IsDir() {
			return err
		}
		paths = append(paths, path)
		return nil
	})
	return paths, err
}

// Source takes what --from-file names: a file, the files of a folder, each perhaps behind a key.
func (f *Files) Source(value string) (string, error) {
	key, path, keyed := strings.Cut(value, "=")
	if !keyed {
		key, path = "", value
	} else if key == "" || path == "" || strings.Contains(path, "=") {
		return value, nil // kubectl refuses it
	} else {
		key += "="
	}
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		word, err := f.File(path)
		return key + word, err
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return "", err
	}
	var paths []string
	for _, entry := range entries {
		if entry.Type().IsRegular() {
			paths = append(paths, filepath.Join(path, entry.Name()))
		}
	}
	if len(paths) == 0 {
		f.keepFolder(path)
	}
	word, err := f.place(path, paths, false)
	return key + word, err
}

// Tree takes a folder with all that is in it, links followed, or one file.
func (f *Files) Tree(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return f.File(path)
	}
	paths, err := allBelow(path, 0)
	if err != nil {
		return "", err
	}
	if len(paths) == 0 {
		f.keepFolder(path)
	}
	return f.place(path, paths, false)
}

func allBelow(folder string, depth int) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil || depth > deepest {
		return nil, err
	}
	var paths []string
	for _, entry := range entries {
		path := filepath.Join(folder, entry.Name())
		info, err := os.Stat(path)
		switch {
		case isMissing(err): // a link to nothing
		case err != nil:
			return nil, err
		case info.Mode().IsRegular():
			paths = append(paths, path)
		case info.IsDir() && entry.Name() != ".git":
			below, err := allBelow(path, depth+1)
			if err != nil {
				return nil, err
			}
			paths = append(paths, below...)
		}
		if len(paths) > maximumFiles {
			return paths, nil
		}
	}
	return paths, nil
}
