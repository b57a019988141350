package cluster

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// client speaks to the cluster's own API server, with a token, while it is being set up.
type client struct {
	server string
	http   *http.Client
}

func newClient(server string, authority *x509.Certificate) *client {
	roots := x509.NewCertPool()
	roots.AddCert(authority)
	return &client{server: server, http: &http.Client{
		Timeout: 10 * time.Second,
		Transport: &http.Transport{
			TLSClientConfig:   &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
			DisableKeepAlives: true,
		},
	}}
}

// get tells the status of a path, 0 when nobody answers soon.
func (c *client) get(ctx context.Context, token, path string) int {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	status, _, _ := c.request(ctx, http.MethodGet, token, path, nil)
	return status
}

// create posts an object.
func (c *client) create(ctx context.Context, token, path string, object map[string]any) error {
	body, err := json.Marshal(object)
	if err != nil {
		return err
	}
	status, answer, err := c.request(ctx, http.MethodPost, token, path, body)
	if err != nil {
		return err
	}
	if status != http.StatusCreated {
		return fmt.Errorf("POST %s: status %d: %s", path, status, answer)
	}
	return nil
}

func (c *client) request(ctx context.Context, method, token, path string, body []byte) (int, []byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, c.server+path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	return response.StatusCode, answer, err
}
