package cluster

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"dev.mcpk8s/testcluster/internal/machine"
)

// folderPrefix names the folders that we make below the system's temporary folder.
const folderPrefix = "mcp-k8s-cluster-"

// lockName is the file that says whether a folder is alive: its launcher holds a lock on it, and the kernel frees
// that lock however the launcher ends.
const lockName = "launcher.lock"

// clearing is what a guard writes into the lock's file. A launcher that wants the folder waits clearingLimit for it, and
// dyingLimit for one of whom it cannot see that it was killed a moment ago.
const (
	clearing      = "clearing"
	clearingLimit = time.Minute
	dyingLimit    = 5 * time.Second
)

// dataName is the subfolder with etcd's data, keys and logs. It is removed as a whole, so its name must be ours alone.
const dataName = ".testcluster-data"

// folder is the place of one cluster, held by this process.
type folder struct {
	path      string
	lock      *os.File
	created   bool // made by us, so removed by us once it is empty
	temporary bool // ours with everything that anybody put there
}

// openFolder takes a folder for one cluster; an empty path makes a temporary one. A folder that a dead launcher
// left is cleared first; one that a living launcher holds is refused.
func openFolder(path string) (*folder, error) {
	if path == "" {
		return temporaryFolder()
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	for begin := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		_, err = os.Stat(path)
		created := errors.Is(err, os.ErrNotExist)
		if err := os.MkdirAll(path, 0o700); err != nil {
			return nil, err
		}
		lock, err := lockFolder(path)
		if lock != nil {
			f := &folder{path: path, lock: lock, created: created}
			return f, f.clear()
		}
		limit := dyingLimit
		if beingCleared(path) {
			limit = clearingLimit
		}
		if time.Since(begin) > limit {
			return nil, errors.Join(fmt.Errorf("%s is in use by another cluster", path), err)
		}
	}
}

// beingCleared tells whether a guard holds the folder: it will let go in a moment, and take the folder along.
func beingCleared(path string) bool {
	content, err := os.ReadFile(filepath.Join(path, lockName))
	return errors.Is(err, os.ErrNotExist) || string(content) == clearing
}

func temporaryFolder() (*folder, error) {
	for {
		path, err := os.MkdirTemp("", folderPrefix)
		if err != nil {
			return nil, err
		}
		lock, err := lockFolder(path)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		if lock != nil {
			return &folder{path: path, lock: lock, temporary: true}, nil
		}
		// another launcher's sweep took the folder for a stale one: take the next
	}
}

// lockFolder returns nil when another process holds the folder.
func lockFolder(path string) (*os.File, error) {
	name := filepath.Join(path, lockName)
	file, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		file.Close()
		return nil, nil
	}
	ours, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, err
	}
	// a sweep may have removed the file between opening and locking it
	if there, err := os.Stat(name); err != nil || !os.SameFile(ours, there) {
		file.Close()
		return nil, nil
	}
	return file, nil
}

func (f *folder) data() string { return filepath.Join(f.path, dataName) }

// clear removes what a cluster writes, and nothing else: the folder may be somebody's own.
func (f *folder) clear() error {
	killRecorded(f.data())
	for _, kind := range kubeconfigNames {
		if err := os.Remove(filepath.Join(f.path, kind+kubeconfigSuffix)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return os.RemoveAll(f.data())
}

// remove clears the folder and gives it back.
func (f *folder) remove() error {
	err := f.clear()
	os.Remove(filepath.Join(f.path, lockName))
	f.lock.Close()
	switch {
	case f.temporary:
		return errors.Join(err, os.RemoveAll(f.path))
	case f.created:
		os.Remove(f.path) // somebody may keep files there
	}
	return err
}

// Sweep removes the temporary folders and the cgroups of launchers that were killed, and returns how many folders
// there were.
func Sweep() int {
	machine.Sweep()
	swept := 0
	candidates, _ := filepath.Glob(filepath.Join(os.TempDir(), folderPrefix+"*"))
	for _, path := range candidates {
		info, err := os.Lstat(path)
		if err != nil || !info.IsDir() || !owned(info) {
			continue
		}
		if _, err := os.Stat(filepath.Join(path, lockName)); err != nil {
			continue // being made at this moment
		}
		lock, err := lockFolder(path)
		if err != nil || lock == nil {
			continue
		}
		f := &folder{path: path, lock: lock, temporary: true}
		if f.remove() == nil {
			swept++
		}
	}
	return swept
}

func owned(info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Getuid()
}

// pidsName lists the processes of a cluster, for the sweep on systems without a parent-death signal.
const pidsName = "pids"

// record notes a started process as "pid program".
func record(data string, pid int, program string) error {
	file, err := os.OpenFile(filepath.Join(data, pidsName), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = fmt.Fprintf(file, "%d %s\n", pid, program)
	return err
}

// recorded returns the lines that record wrote, none when there is no such file.
func recorded(data string) []string {
	content, err := os.ReadFile(filepath.Join(data, pidsName))
	if err != nil {
		return nil
	}
	return strings.Split(strings.TrimSpace(string(content)), "\n")
}
