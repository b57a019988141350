package proxy

import (
	"net/http"
	"sync"

	"dev.mcpk8s/ephemeral-proxy/internal/message"
)

const streamRoom = 16

// delivery is one message on its way to a client.
type delivery struct {
	text []byte
	// last tells that the stream has nothing more to wait for.
	last bool
}

// stream is where a client reads: the answer to one request, or what the server says by itself. A
// client that does not read holds its server up; one that is gone takes nothing more.
type stream struct {
	out  chan delivery
	gone chan struct{}
	once sync.Once
	// answerOnly streams are bodies of plain JSON, with room for nothing but the answer.
	answerOnly bool
	// requestID and token are JSON text, as the server knows them; empty for a listening stream.
	requestID string
	token     string
	// asked is the client's request where the server knows it by another id.
	asked *message.Message
}

// newAnswer is the stream for the answer to a request.
func newAnswer(r *http.Request, m message.Message) *stream {
	s := newStream(!acceptsEvents(r))
	s.requestID, s.token = m.ID, m.ProgressToken()
	return s
}

// clientID is the request's id as its client knows it.
func (s *stream) clientID() string {
	if s.asked != nil {
		return s.asked.ID
	}
	return s.requestID
}

// wording is a message of the server under the ids that the client knows.
func (s *stream) wording(m message.Message) []byte {
	switch {
	case s.asked == nil:
		return m.Text
	case m.IsResponse():
		return m.WithID(s.asked.ID)
	default:
		return m.WithToken(s.asked.ProgressToken())
	}
}

func newStream(answerOnly bool) *stream {
	return &stream{out: make(chan delivery, streamRoom), gone: make(chan struct{}), answerOnly: answerOnly}
}

// send blocks while the client does not read; false when it is gone.
func (s *stream) send(text []byte, last bool) bool {
	select {
	case <-s.gone:
		return false
	default:
	}
	select {
	case s.out <- delivery{text, last}:
		return true
	case <-s.gone:
		return false
	}
}

// leave tells that nobody reads any more.
func (s *stream) leave() { s.once.Do(func() { close(s.gone) }) }
