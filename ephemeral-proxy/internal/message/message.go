// Package message looks into JSON-RPC messages just far enough to know where they go.
package message

import (
	"bytes"
	"encoding/json"
	"errors"
)

// Most is how many bytes a message may have.
const Most = 16 << 20

// Codes of JSON-RPC, and the ones of its range for implementations that the proxy uses.
const (
	ParseError     = -32700
	InvalidRequest = -32600
	MethodNotFound = -32601
	ServerEnded    = -32000
	NoServer       = -32001
)

// Methods the proxy knows; all others just pass.
const (
	Initialize  = "initialize"
	Initialized = "notifications/initialized"
	Progress    = "notifications/progress"
	Cancelled   = "notifications/cancelled"
	Ping        = "ping"
)

// Message is one message and what of it decides on its way. The text is not copied.
type Message struct {
	Text []byte
	// ID is the JSON text of the id; empty for a notification.
	ID     string
	Method string

	params json.RawMessage
	result json.RawMessage
	failed bool
}

var (
	errJSON  = errors.New("the message is not valid JSON")
	errBatch = errors.New("batches are not supported: send one message at a time")
	errKind  = errors.New("neither a request, a notification nor a response")
)

// Parse reads one message. It gives the code for the answer to a text that is none.
func Parse(text []byte) (Message, int, error) {
	text = bytes.TrimSpace(text)
	if len(text) > 0 && text[0] == '[' {
		return Message{}, InvalidRequest, errBatch
	}
	var fields struct {
		Version string          `json:"jsonrpc"`
		ID      json.RawMessage `json:"id"`
		Method  string          `json:"method"`
		Params  json.RawMessage `json:"params"`
		Result  json.RawMessage `json:"result"`
		Error   json.RawMessage `json:"error"`
	}
	if err := json.Unmarshal(text, &fields); err != nil {
		if json.Valid(text) {
			return Message{}, InvalidRequest, errKind
		}
		return Message{}, ParseError, errJSON
	}
	id := string(fields.ID)
	if id == "null" {
		id = ""
	}
	answer := fields.Method == "" && id != "" && (fields.Result != nil || fields.Error != nil)
	if fields.Version != "2.0" || (fields.Method == "" && !answer) || (id != "" && !isID(id)) {
		return Message{}, InvalidRequest, errKind
	}
	return Message{Text: text, ID: id, Method: fields.Method, params: fields.Params, result: fields.Result,
		failed: fields.Error != nil}, 0, nil
}

func isID(text string) bool {
	return text[0] == '"' || text[0] == '-' || (text[0] >= '0' && text[0] <= '9')
}

// IsRequest tells whether an answer is awaited.
func (m Message) IsRequest() bool { return m.Method != "" && m.ID != "" }

// IsResponse tells whether this is an answer.
func (m Message) IsResponse() bool { return m.Method == "" }

// Succeeded gives an answer's result; nil when it is an error.
func (m Message) Succeeded() json.RawMessage {
	if m.failed {
		return nil
	}
	return m.result
}

// Line is the message as one line, with its end. A line break in a message can only stand between
// its parts: in a string it is escaped.
func (m Message) Line() []byte {
	line := make([]byte, 0, len(m.Text)+1)
	line = append(line, m.Text...)
	for i, c := range line {
		if c == '\n' || c == '\r' {
			line[i] = ' '
		}
	}
	return append(line, '\n')
}

// ProgressToken is the JSON text of the token under which a request wants progress, or of the one
// that a progress notification names; empty for none.
func (m Message) ProgressToken() string {
	var params struct {
		Token json.RawMessage `json:"progressToken"`
		Meta  struct {
			Token json.RawMessage `json:"progressToken"`
		} `json:"_meta"`
	}
	if len(m.params) == 0 || json.Unmarshal(m.params, &params) != nil {
		return ""
	}
	if m.Method == Progress {
		return string(params.Token)
	}
	return string(params.Meta.Token)
}

// CancelledID is the JSON text of the request's id that a cancellation names; empty for none.
func (m Message) CancelledID() string {
	var params struct {
		ID json.RawMessage `json:"requestId"`
	}
	if m.Method != Cancelled || json.Unmarshal(m.params, &params) != nil {
		return ""
	}
	return string(params.ID)
}

// Failure is an error answer; id is JSON text, empty where it is not known.
func Failure(id string, code int, text string) []byte {
	if id == "" {
		id = "null"
	}
	return encode(map[string]any{"jsonrpc": "2.0", "id": json.RawMessage(id),
		"error": map[string]any{"code": code, "message": text}})
}

// Result is an answer; id is JSON text.
func Result(id string, result json.RawMessage) []byte {
	return encode(map[string]any{"jsonrpc": "2.0", "id": json.RawMessage(id), "result": result})
}

// Cancellation tells a server that nobody waits for an answer any more.
func Cancellation(id string) []byte {
	return encode(map[string]any{"jsonrpc": "2.0", "method": Cancelled,
		"params": map[string]any{"requestId": json.RawMessage(id), "reason": "the client is gone"}})
}

func encode(fields map[string]any) []byte {
	text, err := json.Marshal(fields)
	if err != nil {
		panic(err) // every part of it was valid JSON before
	}
	return text
}
