// Command testserver is a small real stdio MCP server for tests: tools echo, add, slow, crash, environment,
// ask, announce, pid, flood. The first word "fail" makes it exit at once, with the code in the second.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

type request struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params struct {
		Version   string          `json:"protocolVersion"`
		RequestID json.RawMessage `json:"requestId"`
		Name      string          `json:"name"`
		Arguments map[string]any  `json:"arguments"`
		Meta      struct {
			Token json.RawMessage `json:"progressToken"`
		} `json:"_meta"`
	} `json:"params"`
	Result json.RawMessage `json:"result"`
}

type server struct {
	writing   sync.Mutex
	out       *bufio.Writer
	mutex     sync.Mutex
	cancelled map[string]chan struct{}
	answers   map[string]chan json.RawMessage
	calls     int
}

func main() {
	if len(os.Args) > 2 && os.Args[1] == "fail" {
		fmt.Fprintln(os.Stderr, "testserver: told to fail")
		code, _ := strconv.Atoi(os.Args[2])
		os.Exit(code)
	}
	fmt.Fprintln(os.Stderr, "testserver: started")
	s := &server{out: bufio.NewWriter(os.Stdout), cancelled: map[string]chan struct{}{}, answers: map[string]chan json.RawMessage{}}
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var r request
		if json.Unmarshal(line, &r) == nil {
			s.take(r)
		}
	}
}

func (s *server) write(fields map[string]any) {
	fields["jsonrpc"] = "2.0"
	text, _ := json.Marshal(fields)
	s.writing.Lock()
	defer s.writing.Unlock()
	_, _ = s.out.Write(append(text, '\n'))
	_ = s.out.Flush()
}

func (s *server) take(r request) {
	switch {
	case r.Method == "" && len(r.ID) > 0:
		s.mutex.Lock()
		waiting := s.answers[string(r.ID)]
		s.mutex.Unlock()
		if waiting != nil {
			waiting <- r.Result
		}
	case r.Method == "initialize":
		version := r.Params.Version
		if version == "" {
			version = "2025-06-18"
		}
		s.answer(r, map[string]any{"protocolVersion": version, "serverInfo": map[string]any{"name": "testserver", "version": "1"},
			"capabilities": map[string]any{"tools": map[string]any{"listChanged": true}, "logging": map[string]any{}}})
	case r.Method == "ping" || r.Method == "logging/setLevel":
		s.answer(r, map[string]any{})
	case r.Method == "tools/list":
		s.answer(r, map[string]any{"tools": tools()})
	case r.Method == "tools/call":
		stop := make(chan struct{})
		s.mutex.Lock()
		s.cancelled[string(r.ID)] = stop
		s.calls++
		s.mutex.Unlock()
		go s.call(r, stop)
	case r.Method == "notifications/cancelled":
		s.mutex.Lock()
		if stop := s.cancelled[string(r.Params.RequestID)]; stop != nil {
			delete(s.cancelled, string(r.Params.RequestID))
			close(stop)
		}
		s.mutex.Unlock()
	case len(r.ID) > 0:
		s.write(map[string]any{"id": r.ID, "error": map[string]any{"code": -32601, "message": "Method not found"}})
	}
}

func (s *server) answer(r request, result any) { s.write(map[string]any{"id": r.ID, "result": result}) }

func (s *server) text(r request, text string) {
	s.answer(r, map[string]any{"content": []any{map[string]any{"type": "text", "text": text}}})
}

func tools() []any {
	var all []any
	for _, words := range [][]string{
		{"echo", "Says text back", "text"}, {"add", "Adds a and b", "a", "b"},
		{"slow", "Sleeps steps times milliseconds, with progress", "steps", "milliseconds"},
		{"crash", "Exits with a code", "code"}, {"environment", "The value of a variable", "name"},
		{"ask", "Asks the client's user"}, {"announce", "Says that the list of tools has changed, before its answer or later", "later"},
		{"pid", "The process's id"}, {"flood", "Answers with many bytes", "bytes"}, {"words", "The server's own words"},
	} {
		properties := map[string]any{}
		for _, name := range words[2:] {
			properties[name] = map[string]any{}
		}
		tool := map[string]any{"name": words[0], "description": words[1],
			"inputSchema": map[string]any{"type": "object", "properties": properties}}
		if words[0] == "crash" {
			tool["annotations"] = map[string]any{"destructiveHint": true}
		}
		all = append(all, tool)
	}
	return all
}

func number(r request, name string) float64 {
	value, _ := r.Params.Arguments[name].(float64)
	return value
}

func word(r request, name string) string {
	value, _ := r.Params.Arguments[name].(string)
	return value
}

func (s *server) call(r request, stop chan struct{}) {
	switch r.Params.Name {
	case "echo":
		s.text(r, word(r, "text"))
	case "add":
		s.text(r, strconv.FormatFloat(number(r, "a")+number(r, "b"), 'g', -1, 64))
	case "slow":
		s.slow(r, stop)
	case "crash":
		os.Exit(int(number(r, "code")))
	case "environment":
		s.text(r, os.Getenv(word(r, "name")))
	case "words":
		s.text(r, strings.Join(os.Args[1:], "|"))
	case "ask":
		s.ask(r)
	case "announce":
		if r.Params.Arguments["later"] == true {
			s.text(r, "announcing")
		}
		s.write(map[string]any{"method": "notifications/tools/list_changed"})
		if r.Params.Arguments["later"] != true {
			s.text(r, "announced")
		}
	case "pid":
		s.mutex.Lock()
		calls := s.calls
		s.mutex.Unlock()
		s.text(r, fmt.Sprintf("%d %d", os.Getpid(), calls))
	case "flood":
		s.text(r, strings.Repeat("x", int(number(r, "bytes"))))
	default:
		s.write(map[string]any{"id": r.ID, "error": map[string]any{"code": -32602, "message": "Unknown tool: " + r.Params.Name}})
	}
}

func (s *server) slow(r request, stop chan struct{}) {
	steps := int(number(r, "steps"))
	for step := 1; step <= steps; step++ {
		select {
		case <-stop:
			fmt.Fprintf(os.Stderr, "testserver: cancelled %s\n", r.ID)
			return
		case <-time.After(time.Duration(number(r, "milliseconds")) * time.Millisecond):
		}
		if len(r.Params.Meta.Token) > 0 {
			s.write(map[string]any{"method": "notifications/progress", "params": map[string]any{
				"progressToken": r.Params.Meta.Token, "progress": step, "total": steps, "message": fmt.Sprintf("step %d", step)}})
		}
	}
	s.text(r, fmt.Sprintf("%d steps", steps))
}

func (s *server) ask(r request) {
	id := `"ask-` + strings.Trim(string(r.ID), `"`) + `"`
	waiting := make(chan json.RawMessage, 1)
	s.mutex.Lock()
	s.answers[id] = waiting
	s.mutex.Unlock()
	s.write(map[string]any{"id": json.RawMessage(id), "method": "elicitation/create", "params": map[string]any{
		"message": "Go on?", "requestedSchema": map[string]any{"type": "object", "properties": map[string]any{}}}})
	s.text(r, "the client said "+string(<-waiting))
}
