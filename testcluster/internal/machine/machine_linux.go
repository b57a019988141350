package machine

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"

	"dev.mcpk8s/testcluster/internal/child"
)

const namespaces = unix.CLONE_NEWPID | unix.CLONE_NEWNS | unix.CLONE_NEWNET | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC

// self is this program even after somebody replaced its file.
const self = "/proc/self/exe"

// Machine is a machine that stands.
type Machine struct {
	Network
	Overlay bool

	cgroup string
	first  *child.Child
	life   io.Closer
}

// Start makes a machine. Its first process writes what goes wrong later to log.
func Start(spec Spec, log *os.File) (*Machine, error) {
	if err := makeCgroups(spec.Cgroup); err != nil {
		return nil, errors.Join(err, Remove(spec.Cgroup))
	}
	m := &Machine{cgroup: spec.Cgroup}
	if err := m.boot(spec, log); err != nil {
		return nil, errors.Join(err, m.Stop())
	}
	return m, nil
}

func (m *Machine) boot(spec Spec, log *os.File) error {
	text, err := json.Marshal(spec)
	if err != nil {
		return err
	}
	cmd := exec.Command(self, InitCommand, string(text))
	cmd.Stderr = log
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: namespaces}
	if m.life, err = cmd.StdinPipe(); err != nil {
		return err
	}
	said, told, err := os.Pipe()
	if err != nil {
		return err
	}
	defer said.Close()
	cmd.Stdout = told
	m.first, err = child.Start(cmd)
	told.Close()
	if err != nil {
		return fmt.Errorf("cannot make namespaces: %w", err)
	}
	var found facts
	if err := json.NewDecoder(said).Decode(&found); err != nil {
		return fmt.Errorf("the node's first process ended: %w", err)
	}
	if found.Error != "" {
		return errors.New(found.Error)
	}
	m.Overlay = found.Overlay
	m.Network, err = connect(m.Pid())
	return err
}

// Pid is the first process, as seen from outside.
func (m *Machine) Pid() int { return m.first.Pid() }

// Ended is closed when the machine is gone.
func (m *Machine) Ended() <-chan struct{} { return m.first.Done() }

// Inside returns the command that runs a program in the machine whose first process has this id.
func Inside(pid int, program string, arguments ...string) []string {
	return append([]string{
		"nsenter", "--target", strconv.Itoa(pid), "--pid", "--mount", "--net", "--uts", "--ipc", "--",
		"env", "HOME=" + Home, "TMPDIR=" + Home, "PATH=" + SearchPath(), program,
	}, arguments...)
}

// Listen opens a port inside the machine's network whose connections arrive here, outside.
func (m *Machine) Listen(address string) (net.Listener, error) {
	type outcome struct {
		listener net.Listener
		err      error
	}
	result := make(chan outcome)
	go func() { // on a thread that is elsewhere for a moment
		runtime.LockOSThread()
		listener, home, err := m.listen(address)
		if home == nil {
			runtime.UnlockOSThread() // else the thread cannot go home, and ends with this goroutine
		}
		result <- outcome{listener, errors.Join(err, home)}
	}()
	o := <-result
	return o.listener, o.err
}

func (m *Machine) listen(address string) (listener net.Listener, home, err error) {
	here, err := os.Open("/proc/thread-self/ns/net")
	if err != nil {
		return nil, nil, err
	}
	defer here.Close()
	there, err := os.Open(fmt.Sprintf("/proc/%d/ns/net", m.Pid()))
	if err != nil {
		return nil, nil, err
	}
	defer there.Close()
	if err := unix.Setns(int(there.Fd()), unix.CLONE_NEWNET); err != nil {
		return nil, nil, err
	}
	listener, err = net.Listen("tcp4", address)
	return listener, unix.Setns(int(here.Fd()), unix.CLONE_NEWNET), err
}

// Stop ends everything in the machine and returns when it is gone.
func (m *Machine) Stop() error {
	if m == nil {
		return nil
	}
	if m.first != nil {
		m.life.Close()
		m.first.Kill()
		m.disconnect()
	}
	return Remove(m.cgroup)
}
