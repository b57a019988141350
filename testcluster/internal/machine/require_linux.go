package machine

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// SearchPath is PATH with the folders of administrators' programs, which su leaves out.
func SearchPath() string {
	return os.Getenv("PATH") + ":/usr/local/sbin:/usr/sbin:/sbin"
}

// LookPath finds a program.
func LookPath(program string) (string, error) {
	for _, folder := range filepath.SplitList(SearchPath()) {
		path := filepath.Join(folder, program)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o111 != 0 {
			return filepath.Abs(path)
		}
	}
	return "", fmt.Errorf("%s is in no folder of PATH", program)
}

// Missing tells what a machine needs and cannot have here, in words for a person; nothing when one can be made.
func Missing() []string {
	if os.Geteuid() != 0 {
		return []string{"root"}
	}
	var missing []string
	for _, program := range []string{"ip", "nsenter"} {
		if _, err := LookPath(program); err != nil {
			missing = append(missing, program)
		}
	}
	probe := exec.Command("true")
	probe.SysProcAttr = &syscall.SysProcAttr{Cloneflags: namespaces}
	if err := probe.Run(); err != nil {
		missing = append(missing, "the right to make namespaces (a privileged container, or none)")
	}
	name := CgroupName("probe")
	if err := makeCgroups(name); err != nil {
		missing = append(missing, "cgroups that can be written")
	}
	if err := Remove(name); err != nil {
		missing = append(missing, "cgroups that can be removed")
	}
	return missing
}

func ip(arguments ...string) error { return run("ip", arguments...) }

func run(name string, arguments ...string) error {
	program, err := LookPath(name)
	if err != nil {
		return err
	}
	if output, err := exec.Command(program, arguments...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w: %s", name, strings.Join(arguments, " "), err, output)
	}
	return nil
}
