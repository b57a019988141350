package proxy

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"

	"dev.mcpk8s/ephemeral-proxy/internal/child"
	"dev.mcpk8s/ephemeral-proxy/internal/message"
)

// shared is one server process for all clients: the proxy initializes it, and gives every request an
// id of its own. What the server says by itself has no address and is dropped.
type shared struct {
	servers *servers

	mutex   sync.Mutex
	session *session
	result  json.RawMessage
	next    int64
}

func newShared(all *servers, first *child.Child, result json.RawMessage) *shared {
	s := &shared{servers: all, result: result}
	s.adopt(first)
	return s
}

func (s *shared) adopt(server *child.Child) {
	started := newSession("", server, s.servers.activity)
	started.shared = true
	s.session = started
	go func() {
		started.run(func() {})
		logf("the server has ended: %s", started.reason())
	}()
}

// running gives the process, started anew when it is gone.
func (s *shared) running(ctx context.Context) (*session, string, json.RawMessage, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	select {
	case <-s.session.ended:
		server, result, code := s.servers.probe(ctx)
		if server == nil {
			if ctx.Err() == nil {
				select {
				case s.servers.hopeless <- code:
				default:
				}
			}
			return nil, "", nil, false
		}
		s.result = result
		s.adopt(server)
	default:
	}
	s.next++
	return s.session, strconv.FormatInt(s.next, 10), s.result, true
}

// answer serves one message of a client that nobody needs to remember.
func (s *shared) answer(w http.ResponseWriter, r *http.Request, m message.Message) {
	if !m.IsRequest() {
		w.WriteHeader(http.StatusAccepted)
		return
	}
	session, id, result, ok := s.running(r.Context())
	switch {
	case !ok:
		refuse(w, http.StatusOK, m.ID, message.NoServer, "the server cannot be started")
	case m.Method == message.Initialize:
		answerJSON(w, http.StatusOK, message.Result(m.ID, result))
	default:
		renamed, _, err := message.Parse(m.WithIDs(id))
		if err != nil {
			refuse(w, http.StatusBadRequest, m.ID, message.InvalidRequest, err.Error())
			return
		}
		to := newAnswer(r, renamed)
		to.asked = &m
		session.exchange(w, r, renamed, to)
	}
}

func (s *shared) close() {
	s.mutex.Lock()
	server := s.session.server
	s.mutex.Unlock()
	server.Terminate()
	<-server.Ended()
}
