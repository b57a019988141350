package proxy_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

func TestServesTheOlderTransport(t *testing.T) {
	p := startReady(t, "--", serverProgram)
	stream := p.send(http.MethodGet, "/sse", "")
	events := newReader(t, stream.Body)
	endpoint, _ := events.data()
	if events.event != "endpoint" || !strings.HasPrefix(string(endpoint), "/messages/?session_id=") {
		t.Fatalf("%s %s", events.event, endpoint)
	}
	for _, body := range []string{initializeMessage, call(1, "slow", map[string]any{"steps": 2, "milliseconds": 1}, "t")} {
		if answer := p.post(string(endpoint), body); answer.StatusCode != http.StatusAccepted {
			t.Fatalf("%s", answer.Status)
		}
	}
	for _, want := range []string{"", "notifications/progress", "notifications/progress", ""} {
		if m := events.next(); m.Method != want || m.Error != nil {
			t.Errorf("%+v", m)
		}
	}
	p.post(string(endpoint), call(2, "pid", nil, nil))
	pid, _ := strconv.Atoi(strings.Fields(events.next().said())[0])
	p.post(string(endpoint), call(3, "crash", map[string]any{"code": 4}, nil))
	if m := events.next(); m.Error == nil || !strings.Contains(m.Error.Message, "code 4") {
		t.Errorf("%+v", m)
	}
	if _, more := events.data(); more || alive(pid) {
		t.Error("the stream outlives its server")
	}
	if answer := p.post(string(endpoint), call(3, "pid", nil, nil)); answer.StatusCode != http.StatusNotFound {
		t.Errorf("afterwards: %s", answer.Status)
	}
}

func TestTheOlderTransportsServerEndsWithItsStream(t *testing.T) {
	p := startReady(t, "--", serverProgram)
	stream := p.send(http.MethodGet, "/sse", "")
	events := newReader(t, stream.Body)
	endpoint, _ := events.data()
	p.post(string(endpoint), initializeMessage)
	events.next()
	p.post(string(endpoint), call(2, "pid", nil, nil))
	pid, _ := strconv.Atoi(strings.Fields(events.next().said())[0])
	_ = stream.Body.Close()
	await(t, "the server has ended", func() bool { return !alive(pid) })
}

func TestExitsWithTheCodeOfAServerThatNeverStarts(t *testing.T) {
	p := start(t, "--", serverProgram, "fail", "5")
	p.awaitAddress()
	if code := p.exitCode(); code != 5 {
		t.Errorf("exit code %d", code)
	}
	if starts := strings.Count(p.text(), "told to fail"); starts != 3 {
		t.Errorf("%d starts", starts)
	}
	if code := start(t, "--", "true").exitCode(); code != 1 {
		t.Errorf("a server that ends well without a word: %d", code)
	}
	if code := start(t, "--", "no-such-program").exitCode(); code != 127 {
		t.Errorf("a missing program: %d", code)
	}
	if code := start(t).exitCode(); code != 2 {
		t.Errorf("no command: %d", code)
	}
}

func TestIsNotReadyBeforeTheServerAnswers(t *testing.T) {
	p := start(t, "--", "sleep", "600")
	p.awaitAddress()
	for path, status := range map[string]int{"/healthz": 200, "/readyz": 503} {
		if answer := p.send(http.MethodGet, path, ""); answer.StatusCode != status {
			t.Errorf("%s: %s", path, answer.Status)
		}
	}
	if answer := p.post("/mcp", initializeMessage); answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("/mcp: %s", answer.Status)
	}
	_ = p.process.Process.Signal(syscall.SIGTERM)
	if code := p.exitCode(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestGivesUpAServerThatTakesTooLongToStart(t *testing.T) {
	p := start(t, "--start-timeout", "300ms", "--", "sleep", "600")
	p.awaitAddress()
	if code := p.exitCode(); code == 0 {
		t.Error("it counts as a good end")
	}
	if !strings.Contains(p.text(), "has not answered within 300ms") {
		t.Errorf("%s", p.text())
	}
	intime := startReady(t, "--start-timeout", "1m", "--", serverProgram)
	intime.initialize()
}

// A probe that comes early needs no second one, which Kubernetes would send a second later.
func TestAnswersAnEarlyQuestionForReadinessWhenItIsReady(t *testing.T) {
	p := start(t, "--", "sh", "-c", "sleep 0.3; exec "+serverProgram)
	p.awaitAddress()
	var answers []int
	for len(answers) == 0 || answers[len(answers)-1] != http.StatusOK {
		answers = append(answers, p.send(http.MethodGet, "/readyz", "").StatusCode)
	}
	if len(answers) > 10 {
		t.Errorf("%d questions", len(answers))
	}
}

func TestEndsWhenNobodyWantsAnything(t *testing.T) {
	p := startReady(t, "--idle-timeout", "700ms", "--", serverProgram)
	session := p.initialize()
	listening := p.send(http.MethodGet, "/mcp", "", "Mcp-Session-Id", session)
	defer listening.Body.Close()
	// an open request keeps it alive beyond the limit, an open stream does not
	if said := p.call(session, call(1, "slow", map[string]any{"steps": 1, "milliseconds": 1500}, nil)).next().said(); said != "1 steps" {
		t.Errorf("%q", said)
	}
	if code := p.exitCode(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestTakesItsServersAlongWhenItIsToldToEnd(t *testing.T) {
	p := startReady(t, "--", "sh", "-c", serverProgram+" from a shell")
	var pids []int
	for range 3 {
		pid, _ := strconv.Atoi(strings.Fields(p.call(p.initialize(), call(1, "pid", nil, nil)).next().said())[0])
		pids = append(pids, pid)
	}
	_ = p.process.Process.Signal(syscall.SIGTERM)
	if code := p.exitCode(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	for _, pid := range pids {
		await(t, fmt.Sprintf("%d has ended", pid), func() bool { return !alive(pid) })
	}
}

func TestReapsWhatServersLeaveBehind(t *testing.T) {
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip("needs /proc")
	}
	p := startReady(t, "--", "sh", "-c", "(sleep 0.2 & sleep 0.2 &) ; exec "+serverProgram)
	p.initialize()
	await(t, "no children but servers", func() bool {
		for _, child := range childrenOf(p.process.Process.Pid) {
			if child.state == "Z" || child.name == "(sleep)" {
				return false
			}
		}
		return true
	})
}

type processState struct{ name, state string }

func childrenOf(parent int) []processState {
	var found []processState
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range files {
		text, _ := os.ReadFile(file)
		fields := strings.Fields(string(text))
		if len(fields) > 3 && fields[3] == strconv.Itoa(parent) {
			found = append(found, processState{fields[1], fields[2]})
		}
	}
	return found
}

func TestSharesOneServerWhereThereAreNoSessions(t *testing.T) {
	p := startReady(t, "--stateless", "--", serverProgram)
	begun := p.post("/mcp", initializeMessage)
	if id := begun.Header.Get("Mcp-Session-Id"); id != "" || newReader(t, begun.Body).next().Error != nil {
		t.Errorf("a session: %q", id)
	}
	// the same ids and tokens at the same time, from clients that do not know each other
	steps := []int{4, 2}
	var streams []*reader
	for _, n := range steps {
		streams = append(streams, newReader(t, p.post("/mcp", call(1, "slow", map[string]any{"steps": n, "milliseconds": 40}, "t")).Body))
	}
	for i, stream := range streams {
		for step := 1; step <= steps[i]; step++ {
			if m := stream.next(); m.Params["progressToken"] != "t" || m.Params["total"] != float64(steps[i]) {
				t.Errorf("%+v", m)
			}
		}
		if m := stream.next(); m.ID != 1.0 || m.said() != fmt.Sprintf("%d steps", steps[i]) {
			t.Errorf("%+v", m)
		}
	}
	one := newReader(t, p.post("/mcp", call("a", "pid", nil, nil)).Body).next()
	if m := newReader(t, p.post("/mcp", call(2, "crash", map[string]any{"code": 3}, nil)).Body).next(); m.Error == nil || m.ID != 2.0 {
		t.Errorf("%+v", m)
	}
	two := newReader(t, p.post("/mcp", call("b", "pid", nil, nil)).Body).next()
	if one.ID != "a" || two.ID != "b" || two.said() == "" || strings.Fields(one.said())[0] == strings.Fields(two.said())[0] {
		t.Errorf("%+v, then %+v", one, two)
	}
	if answer := p.send(http.MethodGet, "/mcp", ""); answer.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("GET: %s", answer.Status)
	}
}
