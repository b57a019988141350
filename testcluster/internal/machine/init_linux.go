package machine

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// hidden are folders of the host that a node's programs would write to whatever they are told: sockets of shims,
// caches of network plugins, links to containers' logs.
var hidden = []string{"/run", "/var/lib", "/var/log"}

// pretended are settings of the whole host's kernel that a kubelet sees to, and must not change: inside they have the
// values that it wants (setupKernelTunables in kubernetes).
var pretended = map[string]string{
	"/proc/sys/vm/overcommit_memory":      "1",
	"/proc/sys/vm/panic_on_oom":           "0",
	"/proc/sys/kernel/panic":              "10",
	"/proc/sys/kernel/panic_on_oops":      "1",
	"/proc/sys/kernel/keys/root_maxkeys":  "1000000",
	"/proc/sys/kernel/keys/root_maxbytes": "25000000",
}

// Init is the life of a machine's first process: it furnishes the machine, says so in a line on standard output,
// and reaps what others leave until its standard input ends.
func Init(text string, stdin io.Reader, stdout io.Writer) error {
	var found facts
	if err := furnish(text, &found); err != nil {
		found.Error = err.Error()
	}
	if err := json.NewEncoder(stdout).Encode(found); err != nil || found.Error != "" {
		return err
	}
	go reap()
	_, err := io.Copy(io.Discard, stdin)
	return err
}

func furnish(text string, found *facts) error {
	var spec Spec
	if err := json.Unmarshal([]byte(text), &spec); err != nil {
		return err
	}
	if os.Getpid() != 1 {
		return fmt.Errorf("%s is not for people", InitCommand)
	}
	if err := unix.Sethostname([]byte(spec.Name)); err != nil {
		return err
	}
	if err := arrange(spec); err != nil {
		return err
	}
	found.Overlay = overlayWorks(filepath.Join(Home, "overlay-probe"))
	if err := os.WriteFile("/proc/sys/net/ipv4/ip_forward", []byte("1"), 0); err != nil {
		return err
	}
	for _, arguments := range [][]string{
		{"link", "set", "lo", "up"},
		{"address", "add", spec.Address + "/32", "dev", "lo"},
	} {
		if err := ip(arguments...); err != nil {
			return err
		}
	}
	return nil
}

// arrange makes the mounts. Folders are opened before something covers them.
func arrange(spec Spec) error {
	if err := mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE); err != nil {
		return err
	}
	if err := mount("proc", "/proc", "proc", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC); err != nil {
		return err
	}
	outside := map[string]*os.File{}
	for _, path := range append([]string{spec.Data}, spec.Programs...) {
		file, err := os.OpenFile(path, unix.O_PATH, 0)
		if err != nil {
			return err
		}
		defer file.Close()
		outside[path] = file
	}
	for _, path := range hidden {
		if err := mount("tmpfs", path, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV); err != nil {
			return err
		}
	}
	if err := bindFolder(outside[spec.Data], Home); err != nil {
		return err
	}
	for _, path := range spec.Programs {
		if err := bindFile(outside[path], filepath.Join(Programs, filepath.Base(path))); err != nil {
			return err
		}
	}
	for i, hierarchy := range cgroupMounts() {
		if err := narrow(hierarchy, spec.Cgroup, fmt.Sprintf("/run/cgroups/%d", i)); err != nil {
			return err
		}
	}
	if err := pretend(); err != nil {
		return err
	}
	return mount("", "/", "", unix.MS_REC|unix.MS_SHARED) // pods may ask that mounts propagate
}

func bindFolder(source *os.File, target string) error {
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	return mount(fmt.Sprintf("/proc/self/fd/%d", source.Fd()), target, "", unix.MS_BIND)
}

func bindFile(source *os.File, target string) error {
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(target, nil, 0o755); err != nil {
		return err
	}
	return mount(fmt.Sprintf("/proc/self/fd/%d", source.Fd()), target, "", unix.MS_BIND)
}

// narrow replaces a cgroup hierarchy by the machine's part of it. Covering would not do: runc looks for the first mount
// of a hierarchy, seen or not.
func narrow(hierarchy, cgroup, aside string) error {
	if err := os.MkdirAll(aside, 0o755); err != nil {
		return err
	}
	if err := mount(filepath.Join(hierarchy, cgroup), aside, "", unix.MS_BIND); err != nil {
		return err
	}
	if err := unix.Unmount(hierarchy, unix.MNT_DETACH); err != nil {
		return fmt.Errorf("cannot unmount %s: %w", hierarchy, err)
	}
	return mount(aside, hierarchy, "", unix.MS_MOVE)
}

func pretend() error {
	for path, value := range pretended {
		if _, err := os.Stat(path); err != nil {
			continue // a kernel without it
		}
		file := filepath.Join("/run/settings", filepath.Base(path))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(value), 0o644); err != nil {
			return err
		}
		if err := mount(file, path, "", unix.MS_BIND); err != nil {
			return err
		}
	}
	return nil
}

func mount(source, target, kind string, flags uintptr) error {
	if err := unix.Mount(source, target, kind, flags, ""); err != nil {
		return fmt.Errorf("cannot mount %s: %w", target, err)
	}
	return nil
}

// overlayWorks tries an overlay mount: it fails where the data folder is itself on one, as in most containers.
func overlayWorks(probe string) bool {
	defer os.RemoveAll(probe)
	merged := filepath.Join(probe, "merged")
	for _, name := range []string{"lower", "upper", "work", "merged"} {
		if os.MkdirAll(filepath.Join(probe, name), 0o755) != nil {
			return false
		}
	}
	options := fmt.Sprintf("lowerdir=%[1]s/lower,upperdir=%[1]s/upper,workdir=%[1]s/work", probe)
	if unix.Mount("overlay", merged, "overlay", 0, options) != nil {
		return false
	}
	return unix.Unmount(merged, 0) == nil
}

// reap takes note of the end of processes whose parents ended before them.
func reap() {
	ends := make(chan os.Signal, 1)
	signal.Notify(ends, syscall.SIGCHLD)
	for {
		for pid := 1; pid > 0; {
			pid, _ = unix.Wait4(-1, nil, unix.WNOHANG, nil)
		}
		<-ends
	}
}
