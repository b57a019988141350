// Package service speaks with mcp-k8s: one request, one stream.
package service

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

const (
	defaultAddress = "http://localhost:9096"
	// longest is the service's own maximum, unless it is configured: kubectl itself has no limit.
	longest = 3600
	// problemLimit is how much of an answer that is no stream is read.
	problemLimit = 1 << 20
)

// Service is where requests go.
type Service struct {
	address string
	token   string
	seconds int
	client  *http.Client
}

// Request is one command.
type Request struct {
	Command    []string `json:"command"`
	Kubeconfig string   `json:"kubeconfig,omitempty"`
	Timeout    int      `json:"timeout,omitempty"`
	Stdin      any      `json:"stdin,omitempty"`
	// Stream is standard input that is sent while it is read, in place of Stdin, and only once.
	Stream io.Reader      `json:"-"`
	Files  map[string]any `json:"files,omitempty"`
	// Context and ArgocdToken choose the Argo CD server and who speaks with it.
	Context     string `json:"context,omitempty"`
	ArgocdToken string `json:"argocd_token,omitempty"`
	// DiffFiles asks for the files that kubectl diff would compare.
	DiffFiles bool `json:"diff_files,omitempty"`
	// Progress is false where nobody looks: helm itself says nothing while it waits.
	Progress *bool `json:"progress,omitempty"`
}

// FromEnvironment reads MCP_K8S_URL, MCP_K8S_TOKEN and MCP_K8S_TIMEOUT.
func FromEnvironment() (*Service, error) {
	address := os.Getenv("MCP_K8S_URL")
	if address == "" {
		address = defaultAddress
	}
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" || parsed.Scheme != "http" && parsed.Scheme != "https" {
		return nil, fmt.Errorf("MCP_K8S_URL is not an address like %s: %s", defaultAddress, address)
	}
	seconds := longest
	if text := os.Getenv("MCP_K8S_TIMEOUT"); text != "" {
		if seconds, err = strconv.Atoi(text); err != nil || seconds < 1 {
			return nil, fmt.Errorf("MCP_K8S_TIMEOUT is not a number of seconds: %s", text)
		}
	}
	token := strings.TrimSpace(os.Getenv("MCP_K8S_TOKEN"))
	if strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, errors.New("MCP_K8S_TOKEN holds no token: there are characters in it that cannot be sent")
	}
	return &Service{
		address: strings.TrimRight(address, "/"),
		token:   token,
		seconds: seconds,
		client:  &http.Client{Transport: transport(), CheckRedirect: refuseRedirect},
	}, nil
}

// transport asks the environment for a proxy, but never for loopback.
func transport() *http.Transport {
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		TLSHandshakeTimeout: 10 * time.Second,
		DisableCompression:  true,
		ForceAttemptHTTP2:   true,
	}
}

// refuseRedirect keeps the kubeconfig from being sent to where nobody asked for.
func refuseRedirect(request *http.Request, _ []*http.Request) error {
	return fmt.Errorf("it redirects to %s, which is not followed; set MCP_K8S_URL to the right address", request.URL)
}

// Send starts a command. The stream that comes back must be closed; closing it, or ending this
// process, ends the command too.
//
// A service that allows less time than is asked for is asked again without a wish.
func (s *Service) Send(ctx context.Context, tool string, request Request) (io.ReadCloser, error) {
	request.Timeout = s.seconds
	stream, err := s.post(ctx, tool, request)
	var problem *Problem
	if errors.As(err, &problem) && problem.isAboutTimeout() && os.Getenv("MCP_K8S_TIMEOUT") == "" {
		if request.Stream != nil {
			problem.Detail += ": set MCP_K8S_TIMEOUT"
			return nil, problem
		}
		request.Timeout = 0
		return s.post(ctx, tool, request)
	}
	return stream, err
}

func (s *Service) post(ctx context.Context, tool string, request Request) (io.ReadCloser, error) {
	body, err := bodyOf(request)
	if err != nil {
		return nil, err
	}
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, s.address+"/tools/"+tool, body)
	if err != nil {
		return nil, err
	}
	post.Header.Set("Content-Type", "application/json")
	post.Header.Set("Accept", "text/event-stream;framing=bytes")
	post.Header.Set("User-Agent", "mcp-k8s-"+tool)
	if s.token != "" {
		post.Header.Set("Authorization", "Bearer "+s.token)
	}
	answer, err := s.client.Do(post)
	if err != nil {
		return nil, s.unreachable(err)
	}
	if answer.StatusCode == http.StatusOK && strings.HasPrefix(answer.Header.Get("Content-Type"), "text/event-stream") {
		return answer.Body, nil
	}
	defer answer.Body.Close()
	return nil, s.problem(answer)
}

// bodyOf is the request as JSON. A stream becomes its last member, written as it comes.
func bodyOf(request Request) (io.Reader, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(request); err != nil || request.Stream == nil {
		return &text, err
	}
	reader, writer := io.Pipe()
	go func() {
		writer.CloseWithError(writeStream(writer, bytes.TrimSuffix(text.Bytes(), []byte("}\n")), request.Stream))
	}()
	return reader, nil
}

func writeStream(out io.Writer, members []byte, stream io.Reader) error {
	if _, err := out.Write(append(members, `,"stdin":{"base64":"`...)); err != nil {
		return err
	}
	encoder := base64.NewEncoder(base64.StdEncoding, out)
	if _, err := io.Copy(encoder, stream); err != nil {
		return err
	}
	if err := encoder.Close(); err != nil {
		return err
	}
	_, err := io.WriteString(out, `"}}`)
	return err
}

func (s *Service) unreachable(err error) error {
	var failure *url.Error
	if errors.As(err, &failure) {
		err = failure.Err
	}
	return fmt.Errorf("the service at %s cannot be reached (MCP_K8S_URL says where it is): %w", s.shownAddress(), err)
}

// shownAddress has no password in it.
func (s *Service) shownAddress() string {
	if parsed, err := url.Parse(s.address); err == nil {
		return parsed.Redacted()
	}
	return s.address
}
