package image

import (
	"archive/tar"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// pack writes a folder as a layer: every file owned by root, as old as time itself, in the order of the names.
func pack(folder string, out io.Writer) error {
	info, err := os.Stat(folder)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is no folder", folder)
	}
	layer := tar.NewWriter(out)
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil || name == "." {
			return err
		}
		return add(layer, path, filepath.ToSlash(name), entry)
	})
	if err != nil {
		return err
	}
	return layer.Close()
}

func add(layer *tar.Writer, path, name string, entry fs.DirEntry) error {
	header := tar.Header{Name: name, ModTime: time.Unix(0, 0), Format: tar.FormatPAX}
	info, err := entry.Info()
	if err != nil {
		return err
	}
	switch kind := entry.Type(); kind {
	case fs.ModeDir:
		header.Typeflag, header.Name, header.Mode = tar.TypeDir, name+"/", folderMode(info)
		return layer.WriteHeader(&header)
	case fs.ModeSymlink:
		header.Typeflag, header.Mode = tar.TypeSymlink, 0o777
		if header.Linkname, err = os.Readlink(path); err != nil {
			return err
		}
		return layer.WriteHeader(&header)
	case 0:
		header.Typeflag, header.Size, header.Mode = tar.TypeReg, info.Size(), fileMode(info)
		if err := layer.WriteHeader(&header); err != nil {
			return err
		}
		return copyFile(layer, path)
	default:
		return fmt.Errorf("%s is neither a file, a folder nor a symbolic link", path)
	}
}

// fileMode keeps only whether a file is a program: the rest depends on whose umask made it.
func fileMode(info fs.FileInfo) int64 {
	if info.Mode().Perm()&0o111 != 0 {
		return 0o755
	}
	return 0o644
}

// folderMode lets a folder that everybody may write to stay one, such as /tmp.
func folderMode(info fs.FileInfo) int64 {
	if info.Mode().Perm()&0o002 != 0 {
		return 0o1777
	}
	return 0o755
}

func copyFile(out io.Writer, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(out, file)
	return err
}
