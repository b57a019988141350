package service

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func copied(t *testing.T, stream string) (string, string, *End, error) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	end, err := Copy(strings.NewReader(stream), &stdout, &stderr)
	return stdout.String(), stderr.String(), end, err
}

func TestEveryByteComesThrough(t *testing.T) {
	stdout, stderr, end, err := copied(t, "id: 1\nevent: control\ndata: {\"status\":\"started\",\"framing\":\"bytes\"}\n\n"+
		": heartbeat\n\nid: 2\nevent: stdout\ndata: AP8KDQo=\n\nevent: stderr\ndata: ZQ==\n\nevent: unknown\ndata: x\n\n"+
		"event:stdout\r\ndata:eA==\r\n\r\n"+
		"event: control\ndata: {\"status\":\"done\",\"exit_code\":7,\"files\":{\"a/b\":{\"base64\":\"eA==\"}}}\n\n")
	if err != nil || stdout != "\x00\xff\n\r\nx" || stderr != "e" || end.ExitCode != 7 || string(end.Files["a/b"].Content) != "x" {
		t.Errorf("%q %q %+v %v", stdout, stderr, end, err)
	}
}

func TestFilesInPieces(t *testing.T) {
	_, _, end, err := copied(t, "event: control\ndata: {\"status\":\"file\",\"path\":\"a\",\"size\":3,\"offset\":0,\"base64\":\"eHk=\"}\n\n"+
		"event: control\ndata: {\"status\":\"file\",\"path\":\"empty\",\"size\":0,\"offset\":0,\"base64\":\"\"}\n\n"+
		"event: control\ndata: {\"status\":\"file\",\"path\":\"a\",\"size\":3,\"offset\":2,\"base64\":\"eg==\"}\n\n"+
		"event: control\ndata: {\"status\":\"file\",\"path\":\"large\",\"size\":9,\"offset\":0,\"base64\":null}\n\n"+
		"event: control\ndata: {\"status\":\"done\",\"exit_code\":0}\n\n")
	if err != nil || string(end.Files["a"].Content) != "xyz" || end.Files["empty"].Content == nil || end.Files["large"].Content != nil {
		t.Errorf("%+v %v", end, err)
	}
	_, _, _, err = copied(t, "event: control\ndata: {\"status\":\"file\",\"path\":\"a\",\"size\":3,\"offset\":1,\"base64\":\"eHk=\"}\n\n")
	if err == nil || !strings.Contains(err.Error(), "a piece of \"a\" is missing") {
		t.Error(err)
	}
}

func TestLongEvents(t *testing.T) {
	long := strings.Repeat("QUFB", 100_000)
	stdout, _, end, err := copied(t, "event: stdout\ndata: "+long+"\n\nevent: control\ndata: {\"status\":\"done\",\"exit_code\":0}\n\n")
	if err != nil || stdout != strings.Repeat("AAA", 100_000) || end.ExitCode != 0 {
		t.Error(len(stdout), err)
	}
}

func TestAStreamWithoutAnEnd(t *testing.T) {
	for _, stream := range []string{"", "event: stdout\ndata: eA==\n\n", "event: control\ndata: {\"status\":\"done\""} {
		if _, _, _, err := copied(t, stream); !errors.Is(err, ErrCut) {
			t.Errorf("%q: %v", stream, err)
		}
	}
}

func serve(t *testing.T, answer http.HandlerFunc) *Service {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	t.Setenv("MCP_K8S_URL", server.URL+"/")
	t.Setenv("MCP_K8S_TOKEN", "sesame\n")
	service, err := FromEnvironment()
	if err != nil {
		t.Fatal(err)
	}
	return service
}

func TestTheRequest(t *testing.T) {
	var seen map[string]any
	service := serve(t, func(answer http.ResponseWriter, request *http.Request) {
		if request.URL.Path != "/tools/kubectl" || request.Header.Get("Accept") != "text/event-stream;framing=bytes" ||
			request.Header.Get("Authorization") != "Bearer sesame" {
			t.Errorf("%s %v", request.URL, request.Header)
		}
		if err := json.NewDecoder(request.Body).Decode(&seen); err != nil {
			t.Error(err)
		}
		answer.Header().Set("Content-Type", "text/event-stream")
		_, _ = answer.Write([]byte("event: control\n"))
	})
	stream, err := service.Send(context.Background(), "kubectl", Request{Command: []string{"kubectl", "get", "<a&b>"}, Stdin: ""})
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	text, _ := io.ReadAll(stream)
	if string(text) != "event: control\n" || seen["timeout"] != 3600.0 || seen["command"].([]any)[2] != "<a&b>" {
		t.Errorf("%s %v", text, seen)
	}
}

func TestProblems(t *testing.T) {
	cases := []struct {
		body     string
		status   int
		expected string
	}{
		{`{"code":"command_refused","detail":"no","exit_code":126}`, 126, "no"},
		{`{"code":"body_too_large","detail":"too large","exit_code":-1}`, 1, "too large"},
		{`{"code":"kubeconfig_missing","detail":"send it","exit_code":-1}`, 1, "no kubeconfig was found"},
		{`{"code":"not_found","detail":"/docs lists every address","exit_code":-1}`, 1, "MCP_K8S_URL names its root"},
		{`{"code":"unauthenticated","detail":"a token is needed","exit_code":-1}`, 1, "MCP_K8S_TOKEN"},
	}
	for _, c := range cases {
		service := serve(t, func(answer http.ResponseWriter, _ *http.Request) {
			answer.Header().Set("Content-Type", "application/problem+json")
			answer.WriteHeader(http.StatusBadRequest)
			_, _ = answer.Write([]byte(c.body))
		})
		_, err := service.Send(context.Background(), "helm", Request{})
		var problem *Problem
		if !errors.As(err, &problem) || problem.Status() != c.status || !strings.Contains(err.Error(), c.expected) {
			t.Errorf("%s: %v", c.body, err)
		}
	}
}

func TestTokens(t *testing.T) {
	for token, isOne := range map[string]bool{"": true, "a.b-c=": true, "from a file\n": false, "file\r\n": true, "a\x01": false, "ü": false} {
		t.Setenv("MCP_K8S_TOKEN", token)
		service, err := FromEnvironment()
		if (err == nil) != isOne || err == nil && service.token != strings.TrimSpace(token) {
			t.Errorf("%q: %v", token, err)
		}
		if err != nil && strings.Contains(err.Error(), "from a file") {
			t.Error("the token is told")
		}
	}
}

func TestAnswersOfSomebodyElse(t *testing.T) {
	service := serve(t, func(answer http.ResponseWriter, _ *http.Request) {
		http.Error(answer, "<html>", http.StatusBadGateway)
	})
	_, err := service.Send(context.Background(), "helm", Request{})
	if err == nil || !strings.Contains(err.Error(), "502 Bad Gateway, which is no answer of mcp-k8s") {
		t.Error(err)
	}
	service = serve(t, func(answer http.ResponseWriter, request *http.Request) {
		http.Redirect(answer, request, "http://elsewhere.example/", http.StatusTemporaryRedirect)
	})
	if _, err = service.Send(context.Background(), "helm", Request{}); err == nil || !strings.Contains(err.Error(), "not followed") {
		t.Error(err)
	}
}

func TestAServiceThatIsAway(t *testing.T) {
	t.Setenv("MCP_K8S_URL", "http://user:password@127.0.0.1:1")
	service, err := FromEnvironment()
	if err != nil {
		t.Fatal(err)
	}
	_, err = service.Send(context.Background(), "kubectl", Request{})
	if err == nil || !strings.Contains(err.Error(), "127.0.0.1:1 cannot be reached (MCP_K8S_URL") || strings.Contains(err.Error(), "password") {
		t.Error(err)
	}
	for _, address := range []string{"localhost:9096", "ftp://x", "http://"} {
		t.Setenv("MCP_K8S_URL", address)
		if _, err := FromEnvironment(); err == nil {
			t.Error(address)
		}
	}
}

func TestAServiceWithAShorterMaximum(t *testing.T) {
	service := serve(t, func(answer http.ResponseWriter, request *http.Request) {
		var seen Request
		_ = json.NewDecoder(request.Body).Decode(&seen)
		if seen.Timeout != 0 {
			answer.WriteHeader(http.StatusBadRequest)
			_, _ = answer.Write([]byte(`{"code":"invalid_request","detail":"timeout must be from 1 to 600 seconds, not 3600"}`))
			return
		}
		answer.Header().Set("Content-Type", "text/event-stream")
	})
	stream, err := service.Send(context.Background(), "kubectl", Request{})
	if err != nil {
		t.Fatal(err)
	}
	stream.Close()
}
