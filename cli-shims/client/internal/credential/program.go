// Package credential runs the exec credential plugins of a kubeconfig, on the caller's own machine
// (client-go: plugin/pkg/client/auth/exec/exec.go; API group client.authentication.k8s.io).
package credential

import (
	"bytes"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"dev.mcpk8s/client/internal/kubeconfig"
)

const (
	group = "client.authentication.k8s.io/"
	// clusterExtension is where a cluster keeps what is meant for the program.
	clusterExtension = group + "exec"
	installHelp      = `

It looks like you are trying to use a client-go credential plugin that is not installed.

To learn more about this feature, consult the documentation available at:
      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins`
)

// Terminal is where a program may ask the user.
type Terminal struct {
	Stdin  io.Reader
	Stderr io.Writer
	// IsTerminal says whether Stdin is one.
	IsTerminal bool
	// InUse is why the command itself needs standard input; empty when it does not.
	InUse string
	// Policy is what the user allows.
	Policy Policy
}

type execCredential struct {
	Kind       string  `json:"kind"`
	APIVersion string  `json:"apiVersion"`
	Spec       spec    `json:"spec"`
	Status     *status `json:"status,omitempty"`
}

type spec struct {
	Cluster     *clusterInfo `json:"cluster,omitempty"`
	Interactive bool         `json:"interactive"`
}

type clusterInfo struct {
	Server                   string          `json:"server"`
	TLSServerName            string          `json:"tls-server-name,omitempty"`
	InsecureSkipTLSVerify    bool            `json:"insecure-skip-tls-verify,omitempty"`
	CertificateAuthorityData []byte          `json:"certificate-authority-data,omitempty"`
	ProxyURL                 string          `json:"proxy-url,omitempty"`
	DisableCompression       bool            `json:"disable-compression,omitempty"`
	Config                   json.RawMessage `json:"config"`
}

type status struct {
	Token                 string `json:"token"`
	ClientCertificateData string `json:"clientCertificateData"`
	ClientKeyData         string `json:"clientKeyData"`
}

// Run runs the program once and takes what it prints.
func (t Terminal) Run(program *kubeconfig.Exec, cluster kubeconfig.Cluster) (kubeconfig.Credential, error) {
	none := kubeconfig.Credential{}
	if program.APIVersion != group+"v1" && program.APIVersion != group+"v1beta1" {
		return none, fmt.Errorf("exec plugin: invalid apiVersion %q", program.APIVersion)
	}
	interactive, err := t.interactive(program.InteractiveMode)
	if err != nil {
		return none, fmt.Errorf("exec plugin cannot support interactive mode: %w", err)
	}
	info, err := describe(program, cluster, interactive)
	if err != nil {
		return none, err
	}
	var stdout bytes.Buffer
	name := filepath.Clean(program.Command)
	command := exec.Command(name, program.Args...)
	command.Env = append(environment(program), "KUBERNETES_EXEC_INFO="+info)
	command.Stdout, command.Stderr = &stdout, t.Stderr
	if interactive {
		command.Stdin = t.Stdin
	}
	if err := t.Policy.permits(name, command); err != nil {
		return none, err
	}
	if err := command.Run(); err != nil {
		return none, failure(name, program.InstallHint, err)
	}
	return read(stdout.Bytes(), program.APIVersion)
}

func (t Terminal) interactive(mode string) (bool, error) {
	switch mode {
	case "Never":
		return false, nil
	case "IfAvailable":
		return t.InUse == "" && t.IsTerminal, nil
	case "Always":
		if !t.IsTerminal {
			return false, errors.New("standard input is not a terminal")
		}
		if t.InUse != "" {
			return false, errors.New("standard input is unavailable: " + t.InUse)
		}
		return true, nil
	}
	return false, fmt.Errorf("unknown interactiveMode: %q", mode)
}

func environment(program *kubeconfig.Exec) []string {
	variables := os.Environ()
	for _, variable := range program.Env {
		variables = append(variables, variable.Name+"="+variable.Value)
	}
	return variables
}

func describe(program *kubeconfig.Exec, cluster kubeconfig.Cluster, interactive bool) (string, error) {
	asked := execCredential{
		Kind:       "ExecCredential",
		APIVersion: program.APIVersion,
		Spec:       spec{Interactive: interactive},
	}
	if program.ProvideClusterInfo {
		asked.Spec.Cluster = &clusterInfo{
			Server:                   cluster.Server,
			TLSServerName:            cluster.TLSServerName,
			InsecureSkipTLSVerify:    cluster.InsecureSkipTLSVerify,
			CertificateAuthorityData: cluster.CertificateAuthorityData,
			ProxyURL:                 cluster.ProxyURL,
			DisableCompression:       cluster.DisableCompression,
			Config:                   extension(cluster),
		}
	}
	text, err := json.Marshal(asked)
	return string(text) + "\n", err
}

func extension(cluster kubeconfig.Cluster) json.RawMessage {
	var extensions []struct {
		Name      string          `json:"name"`
		Extension json.RawMessage `json:"extension"`
	}
	if json.Unmarshal(cluster.Extensions, &extensions) == nil {
		for _, entry := range extensions {
			if entry.Name == clusterExtension {
				return entry.Extension
			}
		}
	}
	return json.RawMessage("null")
}

func failure(name, hint string, err error) error {
	var missing *exec.Error
	var exit *exec.ExitError
	switch {
	case errors.As(err, &missing):
		text := fmt.Sprintf("exec: executable %s not found%s", name, installHelp)
		if hint != "" {
			text += "\n\n" + printable(hint)
		}
		return errors.New(text)
	case errors.As(err, &exit):
		return fmt.Errorf("exec: executable %s failed with exit code %d", name, exit.ExitCode())
	}
	return fmt.Errorf("exec: %v", err)
}

// printable keeps a kubeconfig's hint from steering the terminal.
func printable(hint string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return '?'
		}
		return r
	}, hint)
}

func read(stdout []byte, version string) (kubeconfig.Credential, error) {
	none := kubeconfig.Credential{}
	var answer execCredential
	if err := json.Unmarshal(stdout, &answer); err != nil {
		return none, fmt.Errorf("decoding stdout: couldn't get version/kind; json parse error: %v", err)
	}
	if answer.Kind != "" && answer.Kind != "ExecCredential" || !strings.HasPrefix(answer.APIVersion, group) {
		return none, fmt.Errorf("decoding stdout: no kind %q is registered for version %q", answer.Kind, answer.APIVersion)
	}
	if answer.APIVersion != version {
		return none, fmt.Errorf("exec plugin is configured to use API version %s, plugin returned version %s",
			version, answer.APIVersion)
	}
	given := answer.Status
	switch {
	case given == nil:
		return none, errors.New("exec plugin didn't return a status field")
	case given.Token == "" && given.ClientCertificateData == "" && given.ClientKeyData == "":
		return none, errors.New("exec plugin didn't return a token or cert/key pair")
	case (given.ClientCertificateData == "") != (given.ClientKeyData == ""):
		return none, errors.New("exec plugin returned only certificate or key, not both")
	case given.ClientKeyData != "":
		if _, err := tls.X509KeyPair([]byte(given.ClientCertificateData), []byte(given.ClientKeyData)); err != nil {
			return none, fmt.Errorf("failed parsing client key/certificate: %v", err)
		}
	}
	return kubeconfig.Credential{
		Token:       given.Token,
		Certificate: []byte(given.ClientCertificateData),
		Key:         []byte(given.ClientKeyData),
	}, nil
}
