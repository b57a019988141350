package dropin

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"dev.mcpk8s/client/internal/plan"
	"dev.mcpk8s/client/internal/service"
)

func TestACommandThatDidNotRun(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, _ *http.Request) {
		answer.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(answer, "event: control\ndata: {\"status\":\"error\",\"exit_code\":-1,"+
			"\"code\":\"kubeconfig_missing\",\"message\":\"send it\"}\n\n")
	}))
	defer server.Close()
	t.Setenv("MCP_K8S_URL", server.URL)
	target, err := service.FromEnvironment()
	if err != nil {
		t.Fatal(err)
	}
	var stderr strings.Builder
	status, err := answer(target, "kubectl", service.Request{}, &plan.Plan{}, nil, Streams{Stdout: io.Discard, Stderr: &stderr})
	if err != nil || status != 1 || !strings.HasPrefix(stderr.String(), "error: no kubeconfig was found (--kubeconfig") {
		t.Error(status, err, stderr.String())
	}
}
