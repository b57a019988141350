package proxy_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Generous: no test is about time, only about what must come true.
const patience = 60 * time.Second

var proxyProgram, serverProgram string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "ephemeral-proxy")
	if err != nil {
		panic(err)
	}
	build := exec.Command("go", "build", "-o", folder, "../../cmd/...")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		panic(err)
	}
	proxyProgram, serverProgram = filepath.Join(folder, "mcp-proxy"), filepath.Join(folder, "testserver")
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// running is a proxy under test.
type running struct {
	t       *testing.T
	process *exec.Cmd
	url     string
	exited  chan struct{}
	state   *os.ProcessState
	mutex   sync.Mutex
	log     strings.Builder
	heard   chan string
}

var listening = regexp.MustCompile(`listening on (\S+)`)

// start runs the proxy on a free port; flags come before the words "--" and the command.
func start(t *testing.T, words ...string) *running {
	t.Helper()
	p := &running{t: t, process: exec.Command(proxyProgram, append([]string{"--port", "0"}, words...)...),
		exited: make(chan struct{}), heard: make(chan string, 1)}
	stderr, err := p.process.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.process.Start(); err != nil {
		t.Fatal(err)
	}
	go p.read(stderr)
	go func() {
		p.state, _ = p.process.Process.Wait()
		close(p.exited)
	}()
	t.Cleanup(func() {
		_ = p.process.Process.Signal(syscall.SIGTERM)
		p.exitCode()
		if t.Failed() {
			t.Log(p.text())
		}
	})
	return p
}

func (p *running) read(stderr io.Reader) {
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		p.mutex.Lock()
		p.log.WriteString(lines.Text() + "\n")
		p.mutex.Unlock()
		if found := listening.FindStringSubmatch(lines.Text()); found != nil {
			p.heard <- "http://" + found[1]
		}
	}
}

func (p *running) text() string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.log.String()
}

// startReady also waits until the server has answered.
func startReady(t *testing.T, words ...string) *running {
	t.Helper()
	p := start(t, words...)
	p.awaitAddress()
	await(t, "ready", func() bool {
		answer, err := http.Get(p.url + "/readyz")
		if err != nil {
			return false
		}
		_ = answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	})
	return p
}

func (p *running) awaitAddress() {
	p.t.Helper()
	select {
	case p.url = <-p.heard:
	case <-p.exited:
		p.t.Fatalf("the proxy ended: %s", p.text())
	case <-time.After(patience):
		p.t.Fatal("the proxy does not listen")
	}
}

func (p *running) exitCode() int {
	p.t.Helper()
	select {
	case <-p.exited:
		return p.state.ExitCode()
	case <-time.After(patience):
		_ = p.process.Process.Kill()
		p.t.Fatal("the proxy does not end")
		return 0
	}
}

func await(t *testing.T, what string, condition func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !condition(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("still not: %s", what)
		}
	}
}

// message is what tests look at.
type message struct {
	ID     any            `json:"id"`
	Method string         `json:"method"`
	Params map[string]any `json:"params"`
	Error  *struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
	Result struct {
		Content []struct {
			Text string `json:"text"`
		} `json:"content"`
		Tools []any `json:"tools"`
	} `json:"result"`
}

func (m message) said() string {
	if len(m.Result.Content) == 0 {
		return ""
	}
	return m.Result.Content[0].Text
}

const both = "application/json, text/event-stream"

// post sends a message; headers come as names and values in turn.
func (p *running) post(path, body string, headers ...string) *http.Response {
	p.t.Helper()
	return p.send(http.MethodPost, path, body, headers...)
}

func (p *running) send(method, path, body string, headers ...string) *http.Response {
	p.t.Helper()
	answer, err := p.trySend(method, path, body, headers...)
	if err != nil {
		p.t.Fatal(err)
	}
	return answer
}

func (p *running) trySend(method, path, body string, headers ...string) (*http.Response, error) {
	request, err := http.NewRequest(method, p.url+path, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/json")
	}
	request.Header.Set("Accept", both)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultClient.Do(request)
	if err == nil {
		p.t.Cleanup(func() { _ = answer.Body.Close() })
	}
	return answer, err
}

const initializeMessage = `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",` +
	`"capabilities":{"elicitation":{}},"clientInfo":{"name":"test","version":"1"}}}`

// initialize begins a session and gives its id.
func (p *running) initialize() string {
	p.t.Helper()
	answer := p.post("/mcp", initializeMessage)
	first := newReader(p.t, answer.Body).next()
	id := answer.Header.Get("Mcp-Session-Id")
	if answer.StatusCode != http.StatusOK || id == "" || first.Error != nil {
		p.t.Fatalf("initialize: %s, %+v", answer.Status, first)
	}
	if told := p.post("/mcp", `{"jsonrpc":"2.0","method":"notifications/initialized"}`, "Mcp-Session-Id", id); told.StatusCode != http.StatusAccepted {
		p.t.Fatalf("initialized: %s", told.Status)
	}
	return id
}

func call(id any, tool string, arguments map[string]any, token any) string {
	params := map[string]any{"name": tool, "arguments": arguments}
	if token != nil {
		params["_meta"] = map[string]any{"progressToken": token}
	}
	text, _ := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params})
	return string(text)
}

// call calls a tool and gives the stream of the answer.
func (p *running) call(session, body string) *reader {
	p.t.Helper()
	return newReader(p.t, p.post("/mcp", body, "Mcp-Session-Id", session).Body)
}

// reader reads server-sent events, or the one message of a JSON body.
type reader struct {
	t     *testing.T
	lines *bufio.Reader
	event string
}

func newReader(t *testing.T, body io.Reader) *reader {
	return &reader{t: t, lines: bufio.NewReaderSize(body, 1<<20)}
}

// data gives the next event's data; false at the end.
func (r *reader) data() ([]byte, bool) {
	for {
		line, err := r.lines.ReadBytes('\n')
		if data, is := bytes.CutPrefix(line, []byte("data: ")); is {
			return bytes.TrimSpace(data), true
		}
		if name, is := bytes.CutPrefix(line, []byte("event: ")); is {
			r.event = string(bytes.TrimSpace(name))
		}
		if bytes.HasPrefix(line, []byte("{")) {
			return line, true
		}
		if err != nil {
			return nil, false
		}
	}
}

func (r *reader) next() message {
	r.t.Helper()
	data, more := r.data()
	if !more {
		r.t.Fatal("the stream has ended")
	}
	var m message
	if err := json.Unmarshal(data, &m); err != nil {
		r.t.Fatalf("%s: %v", data, err)
	}
	return m
}

func alive(pid int) bool { return syscall.Kill(pid, 0) == nil }
