package dropin

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"dev.mcpk8s/client/internal/plan"
	"dev.mcpk8s/client/internal/service"
)

// endless is what yes writes.
type endless struct{ given int }

func (e *endless) Read(into []byte) (int, error) {
	e.given += len(into)
	return copy(into, bytes.Repeat([]byte("y\n"), len(into)/2+1)), nil
}

func TestAnAnswerLeavesTheRest(t *testing.T) {
	rest := strings.NewReader("y\nfor the next\n")
	request := service.Request{}
	line := &plan.Plan{Stdin: "kubectl delete --interactive", Answers: 1}
	answers, err := readAnswers(rest, line.Answers)
	left, _ := io.ReadAll(rest)
	if err != nil || string(answers) != "y\n" || string(left) != "for the next\n" {
		t.Errorf("%q %q %v", answers, left, err)
	}
	if answers, err := readAnswers(strings.NewReader("y"), 1); err != nil || string(answers) != "y" {
		t.Errorf("%q %v", answers, err)
	}
	if answers, err := readAnswers(&quiet{}, 1); err != nil || len(answers) != longestAnswer {
		t.Errorf("%d %v", len(answers), err)
	}
	if err := takeStdin(&request, &plan.Plan{}, "kubectl", Streams{}); err != nil || request.Stdin != nil {
		t.Error("standard input was touched by a line that does not read it", err)
	}
}

// quiet never ends its line.
type quiet struct{}

func (quiet) Read(into []byte) (int, error) { return copy(into, "x"), nil }

func TestEndlessInputEndsWithASentence(t *testing.T) {
	const limit = 1 << 20
	server := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		if _, err := io.Copy(io.Discard, http.MaxBytesReader(answer, request.Body, limit)); err == nil {
			t.Error("it ended")
		}
		answer.WriteHeader(http.StatusRequestEntityTooLarge)
		_, _ = answer.Write([]byte(`{"code":"body_too_large","detail":"too large","exit_code":-1}`))
	}))
	defer server.Close()
	t.Setenv("MCP_K8S_URL", server.URL)
	target, err := service.FromEnvironment()
	if err != nil {
		t.Fatal(err)
	}
	source := &endless{}
	request := service.Request{Command: []string{"kubectl"}}
	if err := readAll(&request, source, 1<<10); err != nil || request.Stdin != nil {
		t.Fatal(request.Stdin, err)
	}
	_, err = answer(target, "kubectl", request, &plan.Plan{Stdin: "kubectl exec -i"}, nil, Streams{})
	if err == nil || !strings.HasPrefix(err.Error(), "kubectl exec -i: standard input is longer than the service accepts") {
		t.Error(err)
	}
	if source.given > 16*limit {
		t.Errorf("%d bytes were read", source.given)
	}
}

func TestLongInputArrivesWhole(t *testing.T) {
	var seen struct {
		Command []string
		Stdin   struct{ Base64 []byte }
	}
	server := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		if err := json.NewDecoder(request.Body).Decode(&seen); err != nil {
			t.Error(err)
		}
		answer.Header().Set("Content-Type", "text/event-stream")
		_, _ = answer.Write([]byte("event: control\ndata: {\"status\":\"done\",\"exit_code\":3}\n\n"))
	}))
	defer server.Close()
	t.Setenv("MCP_K8S_URL", server.URL)
	target, err := service.FromEnvironment()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("\xff\x00 whatever", 100_000)
	request := service.Request{Command: []string{"kubectl", "exec"}}
	if err := readAll(&request, strings.NewReader(text), 100); err != nil {
		t.Fatal(err)
	}
	status, err := answer(target, "kubectl", request, &plan.Plan{}, nil, Streams{Stdout: os.Stdout, Stderr: os.Stderr})
	if err != nil || status != 3 || string(seen.Stdin.Base64) != text || len(seen.Command) != 2 {
		t.Error(status, err, len(seen.Stdin.Base64))
	}
}
