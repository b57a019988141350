package service

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Problem is the service's word on a request that it did not run.
type Problem struct {
	Code     string `json:"code"`
	Detail   string `json:"detail"`
	ExitCode int    `json:"exit_code"`
}

func (p *Problem) Error() string { return p.Detail }

// Status is the exit code to end with.
func (p *Problem) Status() int {
	if p.ExitCode > 0 && p.ExitCode < 256 {
		return p.ExitCode
	}
	return 1
}

func (p *Problem) isAboutTimeout() bool {
	return p.Code == "invalid_request" && strings.HasPrefix(p.Detail, "timeout must be ")
}

// IsAboutSize says that the request was larger than the service accepts.
func (p *Problem) IsAboutSize() bool { return p.Code == "body_too_large" }

func (s *Service) problem(answer *http.Response) error {
	body, _ := io.ReadAll(io.LimitReader(answer.Body, problemLimit))
	problem := &Problem{}
	if json.Unmarshal(body, problem) != nil || problem.Code == "" {
		return fmt.Errorf("the service at %s answered %s, which is no answer of mcp-k8s (MCP_K8S_URL says where it is)",
			s.shownAddress(), answer.Status)
	}
	problem.Detail = s.Explained(problem.Code, problem.Detail)
	return problem
}

// Explained adds to the service's word on a failure what only this side knows.
func (s *Service) Explained(code, detail string) string {
	switch code {
	case "kubeconfig_missing":
		return fmt.Sprintf("no kubeconfig was found (--kubeconfig, KUBECONFIG, ~/.kube/config), and the service"+
			" at %s has no default cluster", s.shownAddress())
	case "unauthenticated":
		return detail + fmt.Sprintf(" (the service at %s; MCP_K8S_TOKEN holds its token)", s.shownAddress())
	case "not_found", "method_not_allowed":
		return fmt.Sprintf("the service at %s has nothing there; MCP_K8S_URL names its root", s.shownAddress())
	}
	return detail
}
