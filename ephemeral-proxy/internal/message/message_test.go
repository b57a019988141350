package message

import (
	"encoding/json"
	"reflect"
	"testing"
)

func parse(t *testing.T, text string) Message {
	t.Helper()
	m, _, err := Parse([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return m
}

func TestTellsTheKindsApart(t *testing.T) {
	request := parse(t, `{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"_meta":{"progressToken":7}}}`)
	if !request.IsRequest() || request.IsResponse() || request.ID != `"a"` || request.ProgressToken() != "7" {
		t.Errorf("%+v", request)
	}
	if m := parse(t, `{"jsonrpc":"2.0","method":"x"}`); m.IsRequest() || m.IsResponse() {
		t.Errorf("%+v", m)
	}
	if m := parse(t, `{"jsonrpc":"2.0","id":1,"result":{"a":1}}`); !m.IsResponse() || string(m.Succeeded()) != `{"a":1}` {
		t.Errorf("%+v", m)
	}
	if m := parse(t, `{"jsonrpc":"2.0","id":1,"error":{}}`); !m.IsResponse() || m.Succeeded() != nil {
		t.Errorf("%+v", m)
	}
	if m := parse(t, `{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t"}}`); m.ProgressToken() != `"t"` {
		t.Errorf("%+v", m)
	}
	if m := parse(t, `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":4}}`); m.CancelledID() != "4" {
		t.Errorf("%+v", m)
	}
}

func TestRefusesWhatIsNoMessage(t *testing.T) {
	for text, code := range map[string]int{
		`{`: ParseError, ``: ParseError, `[]`: InvalidRequest, `1`: InvalidRequest, `{}`: InvalidRequest,
		`{"jsonrpc":"1.0","method":"x"}`: InvalidRequest, `{"jsonrpc":"2.0","id":1}`: InvalidRequest,
		`{"jsonrpc":"2.0","id":{},"method":"x"}`: InvalidRequest, `{"jsonrpc":"2.0","id":true,"method":"x"}`: InvalidRequest,
		`{"jsonrpc":"2.0","method":1}`: InvalidRequest,
	} {
		if _, got, err := Parse([]byte(text)); err == nil || got != code {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
}

func TestIsOneLine(t *testing.T) {
	m := parse(t, "{\"jsonrpc\":\"2.0\",\r\n \"method\":\"a\\nb\"}\n")
	if got := string(m.Line()); got != "{\"jsonrpc\":\"2.0\",   \"method\":\"a\\nb\"}\n" {
		t.Errorf("%q", got)
	}
}

func TestChangesIDsAndTokensAndNothingElse(t *testing.T) {
	request := parse(t, `{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":12345678901234567890,"_meta":{"progressToken":"x","k":1}}}`)
	same(t, request.WithIDs("42"), `{"jsonrpc":"2.0","id":42,"method":"m","params":{"a":12345678901234567890,"_meta":{"progressToken":42,"k":1}}}`)
	plain := parse(t, `{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":1}}`)
	same(t, plain.WithIDs("42"), `{"jsonrpc":"2.0","id":42,"method":"m","params":{"a":1}}`)
	same(t, parse(t, `{"jsonrpc":"2.0","id":42,"result":{"b":1.0}}`).WithID(`"x"`), `{"jsonrpc":"2.0","id":"x","result":{"b":1.0}}`)
	same(t, parse(t, `{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":42,"progress":1}}`).WithToken(`"x"`),
		`{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"x","progress":1}}`)
}

func same(t *testing.T, got []byte, want string) {
	t.Helper()
	var a, b map[string]any
	if json.Unmarshal(got, &a) != nil || json.Unmarshal([]byte(want), &b) != nil || !reflect.DeepEqual(a, b) {
		t.Errorf("%s, not %s", got, want)
	}
}
