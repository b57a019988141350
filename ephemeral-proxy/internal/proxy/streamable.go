package proxy

import (
	"errors"
	"net/http"
	"time"

	"dev.mcpk8s/ephemeral-proxy/internal/message"
)

// serveMCP is MCP's streamable HTTP.
func (p *Proxy) serveMCP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodPost:
		p.post(w, r)
	case p.options.Stateless:
		w.Header().Set("Allow", "POST, OPTIONS")
		refuse(w, http.StatusMethodNotAllowed, "", message.InvalidRequest, "there are no sessions here: only POST")
	case r.Method == http.MethodGet:
		p.listen(w, r)
	case r.Method == http.MethodDelete:
		if !p.servers.end(r.Header.Get(sessionHeader)) {
			noSession(w, r, "")
		}
	default:
		w.Header().Set("Allow", corsMethods)
		refuse(w, http.StatusMethodNotAllowed, "", message.InvalidRequest, "POST a message, or GET to listen")
	}
}

func (p *Proxy) post(w http.ResponseWriter, r *http.Request) {
	m, ok := readMessage(w, r)
	if !ok {
		return
	}
	p.activity.touch()
	if p.options.Stateless {
		p.shared.answer(w, r, m)
		return
	}
	id := r.Header.Get(sessionHeader)
	if m.Method == message.Initialize && m.IsRequest() && id == "" {
		p.startSession(w, r, m)
		return
	}
	session := p.servers.find(id)
	if session == nil {
		noSession(w, r, m.ID)
		return
	}
	if m.IsRequest() {
		session.exchange(w, r, m, newAnswer(r, m))
		return
	}
	session.tell(w, r, m)
}

func noSession(w http.ResponseWriter, r *http.Request, requestID string) {
	if r.Header.Get(sessionHeader) == "" {
		refuse(w, http.StatusBadRequest, requestID, message.InvalidRequest, "the header Mcp-Session-Id is required: initialize first")
		return
	}
	refuse(w, http.StatusNotFound, requestID, message.InvalidRequest, "this session has ended: initialize a new one")
}

func (p *Proxy) startSession(w http.ResponseWriter, r *http.Request, m message.Message) {
	started, err := p.servers.open()
	if err != nil {
		noServer(w, m.ID, err)
		return
	}
	w.Header().Set(sessionHeader, started.id)
	started.exchange(w, r, m, newAnswer(r, m))
}

func noServer(w http.ResponseWriter, requestID string, err error) {
	if errors.Is(err, errFull) {
		w.Header().Set("Retry-After", "10")
		refuse(w, http.StatusServiceUnavailable, requestID, message.NoServer, err.Error())
		return
	}
	logf("the server cannot be started: %v", err)
	refuse(w, http.StatusBadGateway, requestID, message.NoServer, "the server cannot be started")
}

// tell passes on what wants no answer.
func (s *session) tell(w http.ResponseWriter, r *http.Request, m message.Message) {
	if m.IsResponse() {
		s.settled(m.ID)
	}
	if err := s.server.Write(r.Context(), m.Line()); err != nil {
		refuse(w, http.StatusNotFound, "", message.ServerEnded, "this session has ended: initialize a new one")
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

// exchange passes on a request and answers with what the server says to it.
func (s *session) exchange(w http.ResponseWriter, r *http.Request, m message.Message, to *stream) {
	defer to.leave()
	if err := s.begin(m.ID, to); err != nil {
		refuse(w, http.StatusBadRequest, to.clientID(), message.InvalidRequest, err.Error())
		return
	}
	defer s.abandon(m.ID)
	if err := s.server.Write(r.Context(), m.Line()); err != nil {
		<-s.ended
		s.end(m.ID)
		refuse(w, http.StatusOK, to.clientID(), message.ServerEnded, s.reason())
		return
	}
	if to.answerOnly {
		s.answerPlainly(w, r, to)
		return
	}
	s.answerWithEvents(w, r, to)
}

func (s *session) answerPlainly(w http.ResponseWriter, r *http.Request, to *stream) {
	select {
	case d := <-to.out:
		answerJSON(w, http.StatusOK, d.text)
	case <-r.Context().Done():
	case <-s.ended:
		if d, waits := to.poll(); waits {
			answerJSON(w, http.StatusOK, d.text)
			return
		}
		s.end(to.requestID)
		refuse(w, http.StatusOK, to.clientID(), message.ServerEnded, s.reason())
	}
}

func (s *session) answerWithEvents(w http.ResponseWriter, r *http.Request, to *stream) {
	out := beginEvents(w)
	alive := time.NewTicker(heartbeat)
	defer alive.Stop()
	for {
		select {
		case d := <-to.out:
			if !out.write("message", d.text) || d.last {
				return
			}
		case <-alive.C:
			if !out.beat() {
				return
			}
		case <-r.Context().Done():
			return
		case <-s.ended:
			s.writeRest(out, to)
			return
		}
	}
}

// writeRest sends what the server said before it ended, and an error in place of the missing answer.
func (s *session) writeRest(out *events, to *stream) {
	for d, waits := to.poll(); waits; d, waits = to.poll() {
		if !out.write("message", d.text) || d.last {
			return
		}
	}
	if s.end(to.requestID) {
		out.write("message", message.Failure(to.clientID(), message.ServerEnded, s.reason()))
	}
}

// poll takes what waits; false when nothing does.
func (s *stream) poll() (delivery, bool) {
	select {
	case d := <-s.out:
		return d, true
	default:
		return delivery{}, false
	}
}

// listen is the stream for what the server says by itself.
func (p *Proxy) listen(w http.ResponseWriter, r *http.Request) {
	session := p.servers.find(r.Header.Get(sessionHeader))
	if session == nil {
		noSession(w, r, "")
		return
	}
	if !acceptsEvents(r) {
		refuse(w, http.StatusNotAcceptable, "", message.InvalidRequest, "accept text/event-stream")
		return
	}
	to := newStream(false)
	session.listen(to)
	session.pump(r, beginEvents(w), to)
}

// pump sends what a listening stream gets until somebody ends it.
func (s *session) pump(r *http.Request, out *events, to *stream) {
	defer s.forget(to)
	defer to.leave()
	alive := time.NewTicker(heartbeat)
	defer alive.Stop()
	for {
		select {
		case d := <-to.out:
			if !out.write("message", d.text) {
				return
			}
		case <-alive.C:
			if !out.beat() {
				return
			}
		case <-to.gone:
			return
		case <-r.Context().Done():
			return
		case <-s.ended:
			for d, waits := to.poll(); waits; d, waits = to.poll() {
				out.write("message", d.text)
			}
			for _, id := range s.failAll() {
				out.write("message", message.Failure(id, message.ServerEnded, s.reason()))
			}
			return
		}
	}
}
