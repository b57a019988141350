package proxy

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"dev.mcpk8s/ephemeral-proxy/internal/message"
)

const (
	sessionHeader = "Mcp-Session-Id"
	heartbeat     = 15 * time.Second
	// slowest is how long a client may leave a message unread.
	slowest = 5 * time.Minute
)

// refuse answers with an error as JSON-RPC words it.
func refuse(w http.ResponseWriter, status int, id string, code int, text string) {
	answerJSON(w, status, message.Failure(id, code, text))
}

func answerJSON(w http.ResponseWriter, status int, text []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(text)
}

// readMessage reads the request's body; false when it has answered that it cannot be taken.
func readMessage(w http.ResponseWriter, r *http.Request) (message.Message, bool) {
	if r.Method == http.MethodPost && !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		refuse(w, http.StatusUnsupportedMediaType, "", message.InvalidRequest, "send application/json")
		return message.Message{}, false
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, message.Most))
	if err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			refuse(w, http.StatusRequestEntityTooLarge, "", message.InvalidRequest, "the message is larger than 16 MiB")
		}
		return message.Message{}, false
	}
	m, code, err := message.Parse(body)
	if err != nil {
		refuse(w, http.StatusBadRequest, "", code, err.Error())
		return message.Message{}, false
	}
	return m, true
}

func acceptsEvents(r *http.Request) bool {
	return strings.Contains(strings.Join(r.Header.Values("Accept"), ","), "text/event-stream")
}

// events writes server-sent events, each at once.
type events struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

// beginEvents sends the head of the answer, for which clients wait.
func beginEvents(w http.ResponseWriter) *events {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache, no-transform")
	w.Header().Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	e := &events{w: w, control: http.NewResponseController(w)}
	_ = e.control.Flush()
	return e
}

// write sends one event; false when the client is gone.
func (e *events) write(kind string, data []byte) bool {
	return e.raw("event: "+kind+"\ndata: ", data, "\n\n")
}

func (e *events) beat() bool { return e.raw(": \n\n", nil, "") }

func (e *events) raw(before string, data []byte, after string) bool {
	_ = e.control.SetWriteDeadline(time.Now().Add(slowest))
	if _, err := io.WriteString(e.w, before); err != nil {
		return false
	}
	if _, err := e.w.Write(data); err != nil {
		return false
	}
	if _, err := io.WriteString(e.w, after); err != nil {
		return false
	}
	return e.control.Flush() == nil
}
