package cluster

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"dev.mcpk8s/testcluster/internal/child"
)

// component is one running program of a cluster.
type component struct {
	name     string
	log      string
	child    *child.Child
	expected chan struct{} // closed before we end it ourselves
}

// launch starts a program with its output in a log file, and reports an end that nobody asked for to failed.
func launch(data, name, program string, arguments []string, failed chan<- error) (*component, error) {
	log := filepath.Join(data, name+".log")
	output, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer output.Close()
	cmd := exec.Command(program, arguments...)
	cmd.Dir = data
	cmd.Env = []string{"HOME=" + data, "TMPDIR=" + data, "PATH=" + os.Getenv("PATH")}
	cmd.Stdout, cmd.Stderr = output, output
	started, err := child.Start(cmd)
	if err != nil {
		return nil, fmt.Errorf("cannot start %s: %w", name, err)
	}
	c := &component{name: name, log: log, child: started, expected: make(chan struct{})}
	if err := record(data, started.Pid(), name); err != nil {
		c.stop()
		return nil, err
	}
	go func() {
		<-started.Done()
		select {
		case <-c.expected:
		default:
			select {
			case failed <- c.died():
			default: // one failure is enough to end the cluster
			}
		}
	}()
	return c, nil
}

// died explains the end of the program by the last lines of its log.
func (c *component) died() error {
	end := c.lastWords()
	if strings.Contains(end, "address already in use") {
		return fmt.Errorf("%s: %w", c.name, errPortTaken)
	}
	return fmt.Errorf("%s ended unexpectedly (%v); its last words:\n%s", c.name, c.child.Err(), end)
}

// lastWords returns the end of the program's log.
func (c *component) lastWords() string {
	content, _ := os.ReadFile(c.log)
	lines := strings.Split(strings.TrimRight(string(content), "\n"), "\n")
	return strings.Join(lines[max(0, len(lines)-12):], "\n")
}

// expect says that the program is about to end, and that this is no failure.
func (c *component) expect() {
	if c == nil {
		return
	}
	select {
	case <-c.expected:
	default:
		close(c.expected)
	}
}

// stop kills the program. Nothing of a test cluster is worth a slow goodbye.
func (c *component) stop() {
	if c == nil {
		return
	}
	c.expect()
	c.child.Kill()
}

// freeze and thaw make the program deaf without ending it: connections stay open and nothing answers.
func (c *component) freeze() error { return c.child.Signal(syscall.SIGSTOP) }

func (c *component) thaw() error { return c.child.Signal(syscall.SIGCONT) }
