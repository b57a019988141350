package credential

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"sigs.k8s.io/yaml"
)

// Policy is what the user's kuberc allows of credential programs (kubectl 1.36:
// credentialPluginPolicy). Nothing else of a kuberc is read.
type Policy struct {
	Type      string  `json:"credentialPluginPolicy"`
	Allowlist []Entry `json:"credentialPluginAllowlist"`
}

// Entry names one program.
type Entry struct {
	Name string `json:"name"`
}

// LoadPolicy reads the kuberc that the flag names, or that KUBERC names, or ~/.kube/kuberc, which
// may be missing.
func LoadPolicy(file string) (Policy, error) {
	explicit := file != ""
	if file == "" {
		file = os.Getenv("KUBERC")
		explicit = file != ""
	}
	if file == "off" || os.Getenv("KUBECTL_KUBERC") == "false" {
		return Policy{}, nil
	}
	if file == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return Policy{}, nil
		}
		file = filepath.Join(home, ".kube", "kuberc")
	}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) && !explicit {
		return Policy{}, nil
	}
	var policy Policy
	if err == nil {
		err = yaml.Unmarshal(text, &policy)
	}
	if err != nil {
		return Policy{}, fmt.Errorf("kuberc: %w", err)
	}
	return policy, policy.check()
}

// check fails for a policy that does not say what it was meant to say.
func (p Policy) check() error {
	switch p.Type {
	case "", "AllowAll", "DenyAll":
		if p.Allowlist != nil {
			return fmt.Errorf("misconfigured credential plugin allowlist: plugin policy is %q but allowlist is non-nil", p.Type)
		}
		return nil
	case "Allowlist":
	default:
		return fmt.Errorf("unknown plugin policy: %q", p.Type)
	}
	if len(p.Allowlist) == 0 {
		return fmt.Errorf("credential plugin policy set to %q, but allowlist is empty", p.Type)
	}
	for i, entry := range p.Allowlist {
		if entry.Name == "" || filepath.Clean(entry.Name) != entry.Name {
			return fmt.Errorf("misconfigured credential plugin allowlist: entry #%d is no plain path: %q", i+1, entry.Name)
		}
	}
	return nil
}

// permits says why a program may not run. The program that was looked at is the one that then runs.
func (p Policy) permits(name string, command *exec.Cmd) error {
	switch p.Type {
	case "", "AllowAll":
		return nil
	case "DenyAll":
		return fmt.Errorf("plugin %q not allowed: policy set to %q", name, p.Type)
	}
	resolved, err := exec.LookPath(name)
	if err != nil {
		return fmt.Errorf("plugin path %q cannot be resolved for credential plugin allowlist check: %w", name, err)
	}
	command.Path = resolved
	for _, entry := range p.Allowlist {
		if entry.Name == name || entry.Name == resolved {
			return nil
		}
		if allowed, err := exec.LookPath(entry.Name); err == nil && allowed == resolved {
			return nil
		}
	}
	return fmt.Errorf("plugin path %q is not permitted by the credential plugin allowlist", strings.TrimSpace(resolved))
}
