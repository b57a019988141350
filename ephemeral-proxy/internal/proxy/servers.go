package proxy

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"dev.mcpk8s/ephemeral-proxy/internal/child"
	"dev.mcpk8s/ephemeral-proxy/internal/message"
)

const (
	// mostSessions is how many servers run at once; the session longest unused makes room.
	mostSessions = 16
	// attempts is how often in a row a server may fail to start before the proxy gives up.
	attempts   = 3
	retryPause = 500 * time.Millisecond
)

var errFull = errors.New("too many sessions are in use")

// servers starts the sessions' processes and keeps the sessions.
type servers struct {
	starter  *child.Starter
	activity *activity
	// hopeless receives the exit code of a server that never starts.
	hopeless chan int

	mutex    sync.Mutex
	sessions map[string]*session
	spare    *child.Child
	failures int
	closed   bool
}

func newServers(starter *child.Starter, activity *activity) *servers {
	return &servers{starter: starter, activity: activity, hopeless: make(chan int, 1), sessions: map[string]*session{}}
}

// probe starts the server once and lets it answer MCP's initialize, so that ready means that it
// works. The process is given up afterwards: a client's session begins with a fresh one, which is
// started ahead. It gives the exit code when no attempt succeeds; zero means ready.
func (s *servers) probe(ctx context.Context) (*child.Child, json.RawMessage, int) {
	for attempt := 1; ; attempt++ {
		server, err := s.starter.Start()
		if err != nil {
			logf("the server cannot be started: %v", err)
			return nil, nil, 126
		}
		result, err := initialize(ctx, server)
		if err == nil {
			return server, result, 0
		}
		server.Terminate()
		<-server.Ended()
		if ctx.Err() != nil {
			return nil, nil, 1
		}
		logf("attempt %d of %d to start: %s before it answered", attempt, attempts, server.Describe())
		if attempt == attempts {
			return nil, nil, failureCode(server)
		}
		time.Sleep(retryPause * time.Duration(attempt))
	}
}

// initialize is a client's beginning of a conversation.
func initialize(ctx context.Context, server *child.Child) (json.RawMessage, error) {
	const request = `{"jsonrpc":"2.0","id":"mcp-proxy","method":"initialize","params":{"protocolVersion":"2025-11-25",` +
		`"capabilities":{},"clientInfo":{"name":"mcp-proxy","version":"1"}}}` + "\n"
	if err := server.Write(ctx, []byte(request)); err != nil {
		return nil, err
	}
	stopWaiting := context.AfterFunc(ctx, server.Terminate)
	defer stopWaiting()
	for {
		line, err := server.ReadLine()
		if err != nil {
			return nil, err
		}
		m, _, bad := message.Parse(line)
		if bad != nil || !m.IsResponse() || m.ID != `"mcp-proxy"` {
			continue
		}
		if m.Succeeded() == nil {
			return nil, errors.New("the server refused to initialize")
		}
		return m.Succeeded(), server.Write(ctx, []byte(`{"jsonrpc":"2.0","method":"notifications/initialized"}`+"\n"))
	}
}

func failureCode(server *child.Child) int {
	if code := server.ExitCode(); code != 0 {
		return code
	}
	return 1
}

// prestart starts the process of the first session ahead.
func (s *servers) prestart() {
	server, err := s.starter.Start()
	if err != nil {
		logf("the server cannot be started: %v", err)
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.closed {
		server.Terminate()
		return
	}
	s.spare = server
}

// open starts a session.
func (s *servers) open() (*session, error) {
	server, err := s.take()
	if err != nil {
		return nil, err
	}
	started := newSession(newID(), server, s.activity)
	s.mutex.Lock()
	if s.closed {
		s.mutex.Unlock()
		server.Terminate()
		return nil, errFull
	}
	s.sessions[started.id] = started
	s.mutex.Unlock()
	go func() {
		started.run(s.succeeded)
		s.remove(started)
	}()
	return started, nil
}

func (s *servers) take() (*child.Child, error) {
	s.mutex.Lock()
	spare := s.spare
	s.spare = nil
	full := len(s.sessions) >= mostSessions && !s.makeRoom()
	s.mutex.Unlock()
	if full {
		if spare != nil {
			spare.Stop()
		}
		return nil, errFull
	}
	if spare != nil {
		select {
		case <-spare.Ended():
		default:
			return spare, nil
		}
	}
	return s.starter.Start()
}

// makeRoom ends the session that is longest unused; false when all are in use.
func (s *servers) makeRoom() bool {
	var oldest *session
	var since time.Time
	for _, candidate := range s.sessions {
		if last, unused := candidate.unused(); unused && (oldest == nil || last.Before(since)) {
			oldest, since = candidate, last
		}
	}
	if oldest == nil {
		return false
	}
	delete(s.sessions, oldest.id)
	oldest.server.Stop()
	return true
}

func (s *servers) find(id string) *session {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.sessions[id]
}

// end stops a session's server; false when there is no such session.
func (s *servers) end(id string) bool {
	s.mutex.Lock()
	ended := s.sessions[id]
	delete(s.sessions, id)
	s.mutex.Unlock()
	if ended == nil {
		return false
	}
	ended.server.Stop()
	return true
}

func (s *servers) succeeded() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.failures = 0
}

// remove forgets a session that has ended, and gives up when no server starts any more.
func (s *servers) remove(ended *session) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	_, unasked := s.sessions[ended.id]
	delete(s.sessions, ended.id)
	logf("a session has ended: %s", ended.reason())
	if ended.spoke() || !unasked || s.closed {
		return
	}
	s.failures++
	if s.failures >= attempts && len(s.sessions) == 0 {
		select {
		case s.hopeless <- failureCode(ended.server):
		default:
		}
	}
}

// close ends every server and waits until they are gone.
func (s *servers) close() {
	s.mutex.Lock()
	s.closed = true
	var running []*child.Child
	if s.spare != nil {
		running = append(running, s.spare)
	}
	for _, open := range s.sessions {
		running = append(running, open.server)
	}
	s.mutex.Unlock()
	for _, server := range running {
		server.Terminate()
	}
	for _, server := range running {
		<-server.Ended()
	}
}

func newID() string {
	var id [16]byte
	_, _ = rand.Read(id[:])
	return hex.EncodeToString(id[:])
}
