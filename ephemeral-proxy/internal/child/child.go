// Package child runs stdio servers: lines in, lines out, and no process left behind.
package child

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

const (
	lastLines   = time.Second
	politeness  = 2 * time.Second
	lineBuffers = 64 << 10
)

// ErrEnded tells that the server's process is gone or does not read any more.
var ErrEnded = errors.New("the server has ended")

// ErrTooLong tells that the server wrote a line longer than a message may be.
var ErrTooLong = errors.New("the server wrote a message that is too long")

// Starter starts servers of one command. One Starter is all that a program may have.
type Starter struct {
	path    string
	words   []string
	longest int
	reaper  *reaper
}

// NewStarter finds the program. Longest is how many bytes a line may have.
func NewStarter(command []string, longest int) (*Starter, error) {
	path, err := exec.LookPath(command[0])
	if err != nil {
		return nil, err
	}
	return &Starter{path: path, words: command, longest: longest, reaper: startReaper()}, nil
}

// Child is a running server.
type Child struct {
	pid     int
	stdin   *os.File
	stdout  *os.File
	lines   *bufio.Reader
	longest int
	turn    chan struct{}
	stop    sync.Once
	ended   chan struct{}
	status  syscall.WaitStatus
}

// Start runs the program with our environment; its standard error is ours.
func (s *Starter) Start() (*Child, error) {
	inRead, inWrite, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	outRead, outWrite, err := os.Pipe()
	if err != nil {
		closeAll(inRead, inWrite)
		return nil, err
	}
	pid, status, err := s.reaper.start(s.path, s.words, []*os.File{inRead, outWrite, os.Stderr})
	closeAll(inRead, outWrite)
	if err != nil {
		closeAll(inWrite, outRead)
		return nil, err
	}
	c := &Child{pid: pid, stdin: inWrite, stdout: outRead, lines: bufio.NewReaderSize(outRead, lineBuffers),
		longest: s.longest, turn: make(chan struct{}, 1), ended: make(chan struct{})}
	go func() {
		c.status = <-status
		close(c.ended)
		_ = c.stdin.Close()
		// What it said last is still in the pipe; whoever else holds the pipe open is not waited for.
		_ = c.stdout.SetReadDeadline(time.Now().Add(lastLines))
	}()
	return c, nil
}

func closeAll(files ...*os.File) {
	for _, file := range files {
		_ = file.Close()
	}
}

// Write hands the server a line, whole, with its end. It blocks while the server does not read, and
// gives up with the context only before the line has begun.
func (c *Child) Write(ctx context.Context, line []byte) error {
	select {
	case c.turn <- struct{}{}:
		defer func() { <-c.turn }()
	case <-ctx.Done():
		return ctx.Err()
	case <-c.ended:
		return ErrEnded
	}
	if _, err := c.stdin.Write(line); err != nil {
		return ErrEnded
	}
	return nil
}

// ReadLine gives the next line of the server, without its end; one reader may call it.
func (c *Child) ReadLine() ([]byte, error) {
	var line []byte
	for {
		part, err := c.lines.ReadSlice('\n')
		if len(line)+len(part) > c.longest {
			_ = c.stdout.Close()
			return nil, ErrTooLong
		}
		line = append(line, part...)
		if err == nil {
			return line[:len(line)-1], nil
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			_ = c.stdout.Close()
			return nil, ErrEnded
		}
	}
}

// Ended is closed when the process is gone.
func (c *Child) Ended() <-chan struct{} { return c.ended }

// ExitCode is the process's, as a shell tells it; to be asked once it is gone.
func (c *Child) ExitCode() int {
	if c.status.Signaled() {
		return 128 + int(c.status.Signal())
	}
	return c.status.ExitStatus()
}

// Describe says how the process ended; to be asked once it is gone.
func (c *Child) Describe() string {
	if c.status.Signaled() {
		return fmt.Sprintf("the server was killed by signal %d", int(c.status.Signal()))
	}
	return fmt.Sprintf("the server exited with code %d", c.status.ExitStatus())
}

// Stop ends the process and its group: its input ends, then it is asked, then it is killed. It
// returns at once.
func (c *Child) Stop() {
	c.stop.Do(func() {
		go func() {
			_ = c.stdin.Close()
			for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL} {
				select {
				case <-c.ended:
					return
				case <-time.After(politeness):
					_ = syscall.Kill(-c.pid, signal)
				}
			}
		}()
	})
}

// Terminate is Stop without the patience to wait for the end of input to be noticed.
func (c *Child) Terminate() {
	_ = syscall.Kill(-c.pid, syscall.SIGTERM)
	c.Stop()
}
