package proxy

import (
	"context"
	"errors"
	"sync"
	"time"

	"dev.mcpk8s/ephemeral-proxy/internal/child"
	"dev.mcpk8s/ephemeral-proxy/internal/message"
)

const (
	unheardMost  = 100
	cancelWithin = 2 * time.Second
)

var errUnderWay = errors.New("a request with this id is under way already")

// session is one client's server process. What the server writes goes to where the client waits for
// it; messages pass as they are.
type session struct {
	id       string
	server   *child.Child
	activity *activity
	ended    chan struct{}
	// shared sessions serve many clients: what is not addressed to one of them is for none.
	shared bool

	mutex    sync.Mutex
	pending  map[string]*stream // by the request's id
	newest   []*stream          // streams of pending requests, the newest last
	asked    map[string]*stream // by the id of a request of the server
	listener *stream
	unheard  []message.Message // for a listener to come
	answered bool
	lastUse  time.Time
	over     string
}

func newSession(id string, server *child.Child, activity *activity) *session {
	return &session{id: id, server: server, activity: activity, ended: make(chan struct{}), lastUse: time.Now(),
		pending: map[string]*stream{}, asked: map[string]*stream{}}
}

// run passes on what the server writes until it ends.
func (s *session) run(firstWord func()) {
	for {
		line, err := s.server.ReadLine()
		if err != nil {
			s.finish(err)
			return
		}
		m, _, bad := message.Parse(line)
		if bad != nil {
			if len(line) > 0 {
				logf("not a message, from the server's standard output: %.200s", line)
			}
			continue
		}
		s.mutex.Lock()
		first := !s.answered
		s.answered = true
		s.mutex.Unlock()
		if first {
			firstWord()
		}
		s.deliver(m)
	}
}

func (s *session) finish(err error) {
	s.server.Stop()
	<-s.server.Ended()
	s.mutex.Lock()
	s.over = s.server.Describe()
	if errors.Is(err, child.ErrTooLong) {
		s.over = err.Error()
	}
	s.mutex.Unlock()
	close(s.ended)
}

// reason says why the session is over.
func (s *session) reason() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.over
}

// spoke tells whether the server ever wrote a message.
func (s *session) spoke() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.answered
}

func (s *session) deliver(m message.Message) {
	for {
		to := s.route(m)
		if to == nil {
			return
		}
		if to.send(to.wording(m), m.IsResponse() && to.requestID == m.ID) {
			s.activity.touch()
			return
		}
		if m.IsResponse() || !s.forget(to) {
			return
		}
	}
}

// forget takes a stream that nobody reads out of the way; false when it was not in it.
func (s *session) forget(gone *stream) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.listener == gone {
		s.listener = nil
		return true
	}
	return s.drop(gone)
}

func (s *session) drop(gone *stream) bool {
	for i, known := range s.newest {
		if known == gone {
			s.newest = append(s.newest[:i:i], s.newest[i+1:]...)
			return true
		}
	}
	return false
}

// begin registers a request; its answer goes to the stream.
func (s *session) begin(id string, to *stream) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.pending[id] != nil {
		return errUnderWay
	}
	s.pending[id] = to
	if to.requestID == id && !to.answerOnly {
		s.newest = append(s.newest, to)
	}
	s.activity.begin()
	return nil
}

// end forgets a request; true when no answer had come.
func (s *session) end(id string) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	to := s.pending[id]
	if to == nil {
		return false
	}
	delete(s.pending, id)
	s.drop(to)
	s.lastUse = time.Now()
	s.activity.end()
	return true
}

// abandon ends a request whose client is gone, and tells the server.
func (s *session) abandon(id string) {
	if s.end(id) {
		ctx, cancel := context.WithTimeout(context.Background(), cancelWithin)
		defer cancel()
		_ = s.server.Write(ctx, append(message.Cancellation(id), '\n'))
	}
}

// listen makes a stream the one for what the server says by itself; the one before it ends.
func (s *session) listen(to *stream) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.listener != nil {
		s.listener.leave()
	}
	s.listener = to
	s.lastUse = time.Now()
	missed := s.unheard
	s.unheard = nil
	if len(missed) > 0 {
		go func() {
			for _, m := range missed {
				to.send(m.Text, false)
			}
		}()
	}
}

// unused tells since when nobody needs the session; false while somebody does.
func (s *session) unused() (time.Time, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if len(s.pending) > 0 || s.listener != nil {
		return time.Time{}, false
	}
	return s.lastUse, true
}

// failAll answers what is still pending, on streams that outlive their requests.
func (s *session) failAll() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	var ids []string
	for id := range s.pending {
		ids = append(ids, id)
		delete(s.pending, id)
		s.activity.end()
	}
	return ids
}
