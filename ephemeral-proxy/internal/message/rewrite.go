package message

import "encoding/json"

// WithIDs is the request under another id, and with that id as its progress token where it has one.
// Requests of several clients may then share one server.
func (m Message) WithIDs(id string) []byte {
	fields := map[string]json.RawMessage{}
	if json.Unmarshal(m.Text, &fields) != nil {
		return m.Text
	}
	fields["id"] = json.RawMessage(id)
	if m.ProgressToken() != "" {
		fields["params"] = replaced(fields["params"], func(params map[string]json.RawMessage) {
			params["_meta"] = replaced(params["_meta"], func(meta map[string]json.RawMessage) {
				meta["progressToken"] = json.RawMessage(id)
			})
		})
	}
	return encodeRaw(fields)
}

// WithID is an answer under another id.
func (m Message) WithID(id string) []byte {
	fields := map[string]json.RawMessage{}
	if json.Unmarshal(m.Text, &fields) != nil {
		return m.Text
	}
	fields["id"] = json.RawMessage(id)
	return encodeRaw(fields)
}

// WithToken is a progress notification under another token.
func (m Message) WithToken(token string) []byte {
	fields := map[string]json.RawMessage{}
	if json.Unmarshal(m.Text, &fields) != nil {
		return m.Text
	}
	fields["params"] = replaced(fields["params"], func(params map[string]json.RawMessage) {
		params["progressToken"] = json.RawMessage(token)
	})
	return encodeRaw(fields)
}

func replaced(object json.RawMessage, change func(map[string]json.RawMessage)) json.RawMessage {
	fields := map[string]json.RawMessage{}
	if json.Unmarshal(object, &fields) != nil {
		return object
	}
	change(fields)
	return encodeRaw(fields)
}

func encodeRaw(fields map[string]json.RawMessage) []byte {
	text, err := json.Marshal(fields)
	if err != nil {
		panic(err) // every part of it was valid JSON before
	}
	return text
}
