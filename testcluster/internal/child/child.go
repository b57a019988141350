// Package child starts programs that must not outlive this one, however it ends.
package child

import (
	"errors"
	"os/exec"
	"runtime"
	"syscall"
)

// starts is served by one operating system thread that lives as long as the process: Linux delivers the
// parent-death signal when the thread that forked ends, not when its process does.
var starts = make(chan func())

func init() {
	go func() {
		runtime.LockOSThread()
		for start := range starts {
			start()
		}
	}()
}

// Child is a started program together with everything it starts: they form a process group, so that Ctrl-C in
// a terminal reaches only us and we decide the order in which things end.
type Child struct {
	cmd  *exec.Cmd
	done chan struct{}
	err  error
}

// Start starts the command. On Linux the kernel kills it when this process dies.
func Start(cmd *exec.Cmd) (*Child, error) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	own(cmd.SysProcAttr)
	result := make(chan error)
	starts <- func() { result <- cmd.Start() }
	if err := <-result; err != nil {
		return nil, err
	}
	c := &Child{cmd: cmd, done: make(chan struct{})}
	go func() {
		c.err = cmd.Wait()
		close(c.done)
	}()
	return c, nil
}

// Pid is the process id, which is also the id of its process group.
func (c *Child) Pid() int { return c.cmd.Process.Pid }

// Done is closed when the program has ended and was reaped.
func (c *Child) Done() <-chan struct{} { return c.done }

// Err waits for the end and tells how it went; nil means exit code 0.
func (c *Child) Err() error {
	<-c.done
	return c.err
}

// Kill ends the whole process group at once and returns when the program was reaped.
func (c *Child) Kill() {
	select {
	case <-c.done: // its id may belong to somebody else by now
		return
	default:
	}
	_ = c.Signal(syscall.SIGKILL)
	<-c.done
}

// Signal sends a signal to the whole process group.
func (c *Child) Signal(signal syscall.Signal) error {
	select {
	case <-c.done:
		return errors.New("it has ended already")
	default:
		return syscall.Kill(-c.Pid(), signal)
	}
}
