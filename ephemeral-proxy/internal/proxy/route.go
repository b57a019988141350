package proxy

import (
	"context"
	"strings"
	"time"

	"dev.mcpk8s/ephemeral-proxy/internal/message"
)

// route finds the stream for a message of the server; nil when it is kept or dropped. Over stdio a
// message does not say which request it belongs to, so: progress goes by its token, news of lists to
// who listens, and anything else to the one request under way, or to who listens, or to the newest
// request.
func (s *session) route(m message.Message) *stream {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if m.IsResponse() {
		to := s.pending[m.ID]
		if to != nil {
			delete(s.pending, m.ID)
			s.drop(to)
			s.lastUse = time.Now()
			s.activity.end()
		}
		return to
	}
	to := s.choose(m)
	if to == nil {
		s.keep(m)
		return nil
	}
	if m.IsRequest() {
		s.asked[m.ID] = to
	}
	return to
}

func (s *session) choose(m message.Message) *stream {
	switch {
	case m.Method == message.Progress:
		token := m.ProgressToken()
		for _, to := range s.newest {
			if to.token != "" && to.token == token {
				return to
			}
		}
	case m.Method == message.Cancelled:
		if to := s.asked[m.CancelledID()]; to != nil {
			delete(s.asked, m.CancelledID())
			return to
		}
	case strings.HasSuffix(m.Method, "/list_changed"), strings.HasSuffix(m.Method, "/updated"):
		return s.listener
	}
	switch {
	case s.shared:
		return nil
	case len(s.newest) == 1:
		return s.newest[0]
	case s.listener != nil:
		return s.listener
	case len(s.newest) > 0:
		return s.newest[len(s.newest)-1]
	default:
		return nil
	}
}

// keep remembers what nobody can hear yet. A request that waits too long behind others is answered
// for the client, so that the server does not wait for ever.
func (s *session) keep(m message.Message) {
	if m.Method == message.Progress {
		return
	}
	if len(s.unheard) < unheardMost && !s.shared {
		s.unheard = append(s.unheard, m)
		return
	}
	if m.IsRequest() {
		refusal := append(message.Failure(m.ID, message.MethodNotFound, "the client does not listen"), '\n')
		go func() { _ = s.server.Write(context.Background(), refusal) }()
	}
}

// settled forgets a request of the server that the client has answered.
func (s *session) settled(id string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	delete(s.asked, id)
}
