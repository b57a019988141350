package cluster

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"dev.mcpk8s/testcluster/internal/machine"
)

// GuardCommand is the argument by which this program knows that it is to be a guard.
const GuardCommand = "guard"

// inheritance is what a launcher that is killed leaves to its guard. The kernel has ended the node by then.
type inheritance struct {
	Cgroup    string
	Folder    string
	Created   bool
	Temporary bool
}

// guard is a process that outlives a killed launcher for a moment: it takes away what only files and cgroups are.
type guard struct {
	cmd  *exec.Cmd
	pipe io.WriteCloser
}

const farewell = "done"

func startGuard(f *folder, cgroup string) (*guard, error) {
	text, err := json.Marshal(inheritance{cgroup, f.path, f.created, f.temporary})
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("/proc/self/exe", GuardCommand, string(text))
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} // no terminal's Ctrl-C, and no kill of our group
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	return &guard{cmd, pipe}, cmd.Start()
}

// dismiss ends a guard that has nothing to do.
func (g *guard) dismiss() {
	if g == nil || g.cmd.Process == nil {
		return
	}
	_, _ = io.WriteString(g.pipe, farewell)
	g.pipe.Close()
	_ = g.cmd.Wait()
}

// Guard is the life of a guard: it waits for the end of its launcher, which closes stdin.
func Guard(text string, stdin io.Reader) error {
	signal.Ignore(syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	var left inheritance
	if err := json.Unmarshal([]byte(text), &left); err != nil {
		return err
	}
	if last, err := io.ReadAll(stdin); err != nil || string(last) == farewell {
		return err
	}
	return errors.Join(machine.Remove(left.Cgroup), left.clear())
}

// clear removes the dead launcher's folder, unless the next launcher was faster and does so itself.
func (i inheritance) clear() error {
	for range 40 {
		lock, err := lockFolder(i.Folder)
		if err != nil {
			return err
		}
		if lock != nil {
			_, err := lock.WriteString(clearing)
			f := &folder{path: i.Folder, lock: lock, created: i.Created, temporary: i.Temporary}
			return errors.Join(err, f.remove())
		}
		time.Sleep(50 * time.Millisecond) // the kernel may be closing the launcher's files still
	}
	return nil
}
