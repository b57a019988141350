package proxy

import (
	"net/http"

	"dev.mcpk8s/ephemeral-proxy/internal/message"
)

// serveEvents is the transport of the revision 2024-11-05: one stream for all answers, which lives
// as long as the session.
func (p *Proxy) serveEvents(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		w.Header().Set("Allow", "GET, OPTIONS")
		refuse(w, http.StatusMethodNotAllowed, "", message.InvalidRequest, "GET opens a stream; its first event says where to POST")
		return
	}
	p.activity.touch()
	session, err := p.servers.open()
	if err != nil {
		noServer(w, "", err)
		return
	}
	defer p.servers.end(session.id)
	to := newStream(false)
	session.listen(to)
	out := beginEvents(w)
	if out.write("endpoint", []byte("/messages/?session_id="+session.id)) {
		session.pump(r, out, to)
	}
	session.failAll()
}

// serveMessages takes a message of such a session; its answer comes on the stream.
func (p *Proxy) serveMessages(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", "POST, OPTIONS")
		refuse(w, http.StatusMethodNotAllowed, "", message.InvalidRequest, "POST a message")
		return
	}
	m, ok := readMessage(w, r)
	if !ok {
		return
	}
	p.activity.touch()
	session := p.servers.find(r.URL.Query().Get("session_id"))
	if session == nil {
		refuse(w, http.StatusNotFound, m.ID, message.InvalidRequest, "there is no such session: open a stream with GET /sse first")
		return
	}
	if m.IsRequest() {
		if err := session.begin(m.ID, session.listening()); err != nil {
			refuse(w, http.StatusBadRequest, m.ID, message.InvalidRequest, err.Error())
			return
		}
	}
	session.tell(w, r, m)
}

// listening gives the stream on which the client listens, or one that takes nothing.
func (s *session) listening() *stream {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.listener != nil {
		return s.listener
	}
	gone := newStream(false)
	gone.leave()
	return gone
}
