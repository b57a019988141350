package machine

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const cgroupPrefix = "mcp-k8s-"

// CgroupName is the name of a machine's part of every cgroup hierarchy. It holds the launcher's process id, so that
// Sweep knows when nobody needs it any more.
func CgroupName(cluster string) string {
	return fmt.Sprintf("%s%d-%s", cgroupPrefix, os.Getpid(), cluster)
}

// cgroupMounts returns where cgroup hierarchies are mounted: one of version 2, or several of version 1.
func cgroupMounts() []string {
	content, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return nil
	}
	var mounts []string
	for line := range strings.Lines(string(content)) {
		fields := strings.Fields(line)
		dash := slices.Index(fields, "-")
		if dash < 5 || dash+1 >= len(fields) {
			continue
		}
		if kind := fields[dash+1]; kind == "cgroup" || kind == "cgroup2" {
			mounts = append(mounts, fields[4])
		}
	}
	return mounts
}

// makeCgroups makes the machine's part of every hierarchy, with everything in it that the hierarchy offers.
func makeCgroups(name string) error {
	mounts := cgroupMounts()
	if len(mounts) == 0 {
		return errors.New("no cgroups are mounted")
	}
	for _, hierarchy := range mounts {
		delegate(hierarchy)
		folder := filepath.Join(hierarchy, name)
		if err := os.Mkdir(folder, 0o755); err != nil {
			return err
		}
		for _, setting := range []string{"cpuset.cpus", "cpuset.mems"} { // version 1 begins with none at all
			if value, err := os.ReadFile(filepath.Join(hierarchy, setting)); err == nil {
				if err := os.WriteFile(filepath.Join(folder, setting), value, 0); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// delegate lets children use the controllers that kubelets need, where version 2 has not done so already.
func delegate(hierarchy string) {
	offered, err := os.ReadFile(filepath.Join(hierarchy, "cgroup.controllers"))
	if err != nil {
		return
	}
	for _, controller := range strings.Fields(string(offered)) {
		if slices.Contains([]string{"cpu", "cpuset", "hugetlb", "io", "memory", "pids"}, controller) {
			control := filepath.Join(hierarchy, "cgroup.subtree_control")
			_ = os.WriteFile(control, []byte("+"+controller), 0) // the kubelet says what it lacks
		}
	}
}

// Remove takes a machine's cgroups away. Processes that were just killed hold theirs for a moment longer.
func Remove(name string) error {
	var last error
	for range 200 {
		last = nil
		for _, hierarchy := range cgroupMounts() {
			last = errors.Join(last, removeTree(filepath.Join(hierarchy, name)))
		}
		if last == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return last
}

func removeTree(root string) error {
	var folders []string
	_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			folders = append(folders, path)
		}
		return nil
	})
	var failed error
	for _, folder := range slices.Backward(folders) {
		if err := syscall.Rmdir(folder); err != nil && !errors.Is(err, syscall.ENOENT) {
			failed = fmt.Errorf("cannot remove the cgroup %s: %w", folder, err)
		}
	}
	return failed
}

// Sweep removes the cgroups of launchers that are gone.
func Sweep() {
	dead := map[string]bool{}
	for _, hierarchy := range cgroupMounts() {
		found, _ := filepath.Glob(filepath.Join(hierarchy, cgroupPrefix+"*"))
		for _, path := range found {
			number, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(path), cgroupPrefix), "-")
			pid, err := strconv.Atoi(number)
			if err == nil && errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
				dead[filepath.Base(path)] = true
			}
		}
	}
	for name := range dead {
		for _, hierarchy := range cgroupMounts() {
			_ = removeTree(filepath.Join(hierarchy, name)) // what processes still hold is left to the next sweep
		}
	}
}
