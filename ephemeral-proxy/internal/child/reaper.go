package child

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// reaper collects every process that ends: the servers, and, because the proxy is process 1 of its
// container, whatever they left behind. Nobody else in the program may wait for a process.
type reaper struct {
	mutex   sync.Mutex
	waiting map[int]chan syscall.WaitStatus
}

func startReaper() *reaper {
	r := &reaper{waiting: map[int]chan syscall.WaitStatus{}}
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGCHLD)
	adoptOrphans()
	go func() {
		for range ended {
			r.reap()
		}
	}()
	return r
}

// start runs a program as the leader of a process group of its own.
func (r *reaper) start(path string, words []string, files []*os.File) (int, <-chan syscall.WaitStatus, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	process, err := os.StartProcess(path, words, &os.ProcAttr{
		Env: os.Environ(), Files: files, Sys: &syscall.SysProcAttr{Setpgid: true}})
	if err != nil {
		return 0, nil, err
	}
	ended := make(chan syscall.WaitStatus, 1)
	pid := process.Pid // which Release forgets
	r.waiting[pid] = ended
	_ = process.Release()
	return pid, ended, nil
}

func (r *reaper) reap() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, syscall.WNOHANG, nil)
		if err == syscall.EINTR {
			continue
		}
		if pid <= 0 {
			return
		}
		if ended, ours := r.waiting[pid]; ours {
			delete(r.waiting, pid)
			// A server's helpers end with it.
			_ = syscall.Kill(-pid, syscall.SIGKILL)
			ended <- status
		}
	}
}
