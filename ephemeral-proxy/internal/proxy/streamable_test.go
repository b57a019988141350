package proxy_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestServesSessionsOfTheirOwn(t *testing.T) {
	p := startReady(t, "--", serverProgram, "two words", "--port=9")
	first, second := p.initialize(), p.initialize()

	if said := p.call(first, call(1, "words", nil, nil)).next().said(); said != "two words|--port=9" {
		t.Errorf("the server's words: %q", said)
	}
	one, two := p.call(first, call(2, "pid", nil, nil)).next().said(), p.call(second, call(2, "pid", nil, nil)).next().said()
	if strings.Fields(one)[0] == strings.Fields(two)[0] {
		t.Errorf("both sessions have the server %s", one)
	}
	if again := p.call(first, call("x", "pid", nil, nil)).next(); again.ID != "x" || strings.Fields(again.said())[0] != strings.Fields(one)[0] {
		t.Errorf("another server: %+v", again)
	}
	if ended := p.send(http.MethodDelete, "/mcp", "", "Mcp-Session-Id", first); ended.StatusCode != http.StatusOK {
		t.Errorf("delete: %s", ended.Status)
	}
	if gone := p.post("/mcp", call(3, "pid", nil, nil), "Mcp-Session-Id", first); gone.StatusCode != http.StatusNotFound {
		t.Errorf("after delete: %s", gone.Status)
	}
	if said := p.call(second, call(4, "echo", map[string]any{"text": "é\n\"✓"}, nil)).next().said(); said != "é\n\"✓" {
		t.Errorf("the other session: %q", said)
	}
}

func TestAnswersPlainlyWhoDoesNotWantEvents(t *testing.T) {
	p := startReady(t, "--", serverProgram)
	session := p.initialize()
	answer := p.post("/mcp", call(1, "slow", map[string]any{"steps": 2, "milliseconds": 1}, "t"), "Mcp-Session-Id", session,
		"Accept", "application/json")
	if kind := answer.Header.Get("Content-Type"); kind != "application/json" {
		t.Errorf("content type %s", kind)
	}
	if said := newReader(t, answer.Body).next().said(); said != "2 steps" {
		t.Errorf("%q", said)
	}
}

func TestSendsProgressOnTheStreamOfItsRequest(t *testing.T) {
	p := startReady(t, "--", serverProgram)
	session := p.initialize()
	slow := p.call(session, call(1, "slow", map[string]any{"steps": 3, "milliseconds": 50}, "one"))
	other := p.call(session, call(2, "slow", map[string]any{"steps": 2, "milliseconds": 50}, 2))

	for step := 1; step <= 3; step++ {
		if m := slow.next(); m.Params["progressToken"] != "one" || m.Params["message"] != fmt.Sprintf("step %d", step) {
			t.Errorf("%+v", m)
		}
	}
	if m := slow.next(); m.said() != "3 steps" {
		t.Errorf("%+v", m)
	}
	for step := 1; step <= 2; step++ {
		if m := other.next(); m.Params["progressToken"] != 2.0 {
			t.Errorf("%+v", m)
		}
	}
	if m := other.next(); m.said() != "2 steps" {
		t.Errorf("%+v", m)
	}
}

func TestCancelsWhatNobodyWaitsForAnyMore(t *testing.T) {
	p := startReady(t, "--", serverProgram)
	session := p.initialize()
	ctx, leave := context.WithCancel(context.Background())
	request, _ := http.NewRequestWithContext(ctx, http.MethodPost, p.url+"/mcp",
		strings.NewReader(call(7, "slow", map[string]any{"steps": 1, "milliseconds": 600000}, nil)))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", both)
	request.Header.Set("Mcp-Session-Id", session)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	leave()
	await(t, "cancelled", func() bool { return strings.Contains(p.text(), "testserver: cancelled 7") })

	told := p.post("/mcp", call(8, "slow", map[string]any{"steps": 1, "milliseconds": 600000}, nil), "Mcp-Session-Id", session)
	defer told.Body.Close()
	p.post("/mcp", `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":8}}`, "Mcp-Session-Id", session)
	await(t, "cancelled by a message", func() bool { return strings.Contains(p.text(), "testserver: cancelled 8") })
}

func TestAServersQuestionReachesTheClientAndItsAnswerTheServer(t *testing.T) {
	p := startReady(t, "--", serverProgram)
	session := p.initialize()
	stream := p.call(session, call(5, "ask", nil, nil))
	question := stream.next()
	if question.Method != "elicitation/create" || question.ID != "ask-5" {
		t.Fatalf("%+v", question)
	}
	p.post("/mcp", `{"jsonrpc":"2.0","id":"ask-5","result":{"action":"accept"}}`, "Mcp-Session-Id", session)
	if said := stream.next().said(); said != `the client said {"action":"accept"}` {
		t.Errorf("%q", said)
	}
}

func TestNewsReachWhoListensAlsoLater(t *testing.T) {
	p := startReady(t, "--", serverProgram)
	session := p.initialize()
	if said := p.call(session, call(1, "announce", nil, nil)).next().said(); said != "announced" {
		t.Fatalf("%q", said)
	}
	listening := newReader(t, p.send(http.MethodGet, "/mcp", "", "Mcp-Session-Id", session).Body)
	if m := listening.next(); m.Method != "notifications/tools/list_changed" {
		t.Errorf("%+v", m)
	}
	p.call(session, call(2, "announce", nil, nil)).next()
	if m := listening.next(); m.Method != "notifications/tools/list_changed" {
		t.Errorf("%+v", m)
	}
}

func TestRefusesWithReasons(t *testing.T) {
	p := startReady(t, "--", serverProgram)
	session := p.initialize()
	slow := p.call(session, call(9, "slow", map[string]any{"steps": 1, "milliseconds": 600000}, nil))
	_ = slow
	for _, c := range []struct {
		name, body string
		headers    []string
		status     int
	}{
		{"no session", call(1, "pid", nil, nil), nil, 400},
		{"unknown session", call(1, "pid", nil, nil), []string{"Mcp-Session-Id", "none"}, 404},
		{"no JSON", "{", []string{"Mcp-Session-Id", session}, 400},
		{"a batch", "[]", []string{"Mcp-Session-Id", session}, 400},
		{"another type", "x", []string{"Content-Type", "text/plain"}, 415},
		{"an id under way", call(9, "pid", nil, nil), []string{"Mcp-Session-Id", session}, 400},
		{"too large", `{"jsonrpc":"2.0","method":"` + strings.Repeat("x", 16<<20) + `"}`, []string{"Mcp-Session-Id", session}, 413},
	} {
		if answer := p.post("/mcp", c.body, c.headers...); answer.StatusCode != c.status {
			t.Errorf("%s: %s", c.name, answer.Status)
		}
	}
}

func TestLargeMessagesPassAndTooLargeOnesEndTheSession(t *testing.T) {
	p := startReady(t, "--", serverProgram)
	session := p.initialize()
	text := strings.Repeat("y", 8<<20)
	if said := p.call(session, call(1, "echo", map[string]any{"text": text}, nil)).next().said(); said != text {
		t.Errorf("%d bytes came back", len(said))
	}
	if m := p.call(session, call(2, "flood", map[string]any{"bytes": 17 << 20}, nil)).next(); m.Error == nil || m.Error.Code != -32000 {
		t.Errorf("%+v", m.Error)
	}
	await(t, "the session has ended", func() bool {
		return p.post("/mcp", call(3, "pid", nil, nil), "Mcp-Session-Id", session).StatusCode == http.StatusNotFound
	})
	p.initialize()
}

func TestEndsTheSessionOfAServerThatCrashes(t *testing.T) {
	p := startReady(t, "--", serverProgram)
	session := p.initialize()
	waiting := p.call(session, call(1, "slow", map[string]any{"steps": 1, "milliseconds": 600000}, nil))
	crashed := p.call(session, call(2, "crash", map[string]any{"code": 7}, nil))
	for _, stream := range []*reader{waiting, crashed} {
		if m := stream.next(); m.Error == nil || m.Error.Code != -32000 || !strings.Contains(m.Error.Message, "code 7") {
			t.Errorf("%+v", m)
		}
	}
	await(t, "the session has ended", func() bool {
		return p.post("/mcp", call(3, "pid", nil, nil), "Mcp-Session-Id", session).StatusCode == http.StatusNotFound
	})
	if said := p.call(p.initialize(), call(1, "echo", map[string]any{"text": "again"}, nil)).next().said(); said != "again" {
		t.Errorf("%q", said)
	}
}

func TestKeepsToItsOrigins(t *testing.T) {
	p := startReady(t, "--allow-origin", "https://good.example", "--", serverProgram)
	if bad := p.post("/mcp", initializeMessage, "Origin", "https://bad.example"); bad.StatusCode != http.StatusForbidden {
		t.Errorf("a foreign page: %s", bad.Status)
	}
	good := p.post("/mcp", initializeMessage, "Origin", "https://good.example")
	if good.StatusCode != http.StatusOK || good.Header.Get("Access-Control-Allow-Origin") != "https://good.example" {
		t.Errorf("a known page: %s %v", good.Status, good.Header)
	}
	asked := p.send(http.MethodOptions, "/mcp", "", "Origin", "https://good.example", "Access-Control-Request-Method", "POST")
	if asked.StatusCode != http.StatusNoContent || !strings.Contains(asked.Header.Get("Access-Control-Allow-Headers"), "Mcp-Session-Id") {
		t.Errorf("preflight: %s %v", asked.Status, asked.Header)
	}
	request, _ := http.NewRequest(http.MethodPost, p.url+"/mcp", strings.NewReader(initializeMessage))
	request.Host = "rebound.example"
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusForbidden {
		t.Errorf("a foreign Host: %s", answer.Status)
	}
}

func TestMakesRoomByEndingTheSessionLongestUnused(t *testing.T) {
	p := startReady(t, "--", serverProgram)
	oldest := p.initialize()
	for range 16 {
		p.initialize()
	}
	if gone := p.post("/mcp", call(1, "pid", nil, nil), "Mcp-Session-Id", oldest); gone.StatusCode != http.StatusNotFound {
		t.Errorf("the oldest: %s", gone.Status)
	}
}
