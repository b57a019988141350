package credential

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dev.mcpk8s/client/internal/kubeconfig"
)

func script(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "login")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func program(command, version string) *kubeconfig.Exec {
	return &kubeconfig.Exec{
		Command:         command,
		APIVersion:      group + version,
		InteractiveMode: "IfAvailable",
		Env:             []kubeconfig.EnvVar{{Name: "WHO", Value: "alice"}},
		Args:            []string{"one", "two words"},
	}
}

func TestAToken(t *testing.T) {
	for _, version := range []string{"v1", "v1beta1"} {
		path := script(t, `printf '{"apiVersion":"client.authentication.k8s.io/`+version+`","kind":"ExecCredential",`+
			`"status":{"token":"%s-%s"}}' "$WHO" "$2"; echo "a word" >&2`)
		var stderr bytes.Buffer
		credential, err := Terminal{Stderr: &stderr}.Run(program(path, version), kubeconfig.Cluster{})
		if err != nil || credential.Token != "alice-two words" || stderr.String() != "a word\n" {
			t.Errorf("%s: %v, %v, %q", version, credential, err, stderr.String())
		}
	}
}

func TestTheProgramIsToldOfTheCluster(t *testing.T) {
	seen := filepath.Join(t.TempDir(), "seen")
	path := script(t, `printf %s "$KUBERNETES_EXEC_INFO" > `+seen+`
		echo '{"apiVersion":"client.authentication.k8s.io/v1","status":{"token":"t"}}'`)
	asked := program(path, "v1")
	asked.ProvideClusterInfo = true
	cluster := kubeconfig.Cluster{
		Server:     "https://east.example",
		Extensions: []byte(`[{"name":"client.authentication.k8s.io/exec","extension":{"audience":"shop"}}]`),
	}
	if _, err := (Terminal{}).Run(asked, cluster); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(seen)
	expected := `{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":` +
		`{"server":"https://east.example","config":{"audience":"shop"}},"interactive":false}}`
	if err != nil || strings.TrimSpace(string(text)) != expected {
		t.Errorf("%s, %v", text, err)
	}
}

func TestMistakesOfPrograms(t *testing.T) {
	cases := map[string]string{
		"exit 3":          "failed with exit code 3",
		"echo no":         "json parse error",
		"true":            "json parse error",
		`echo '{}'`:       `no kind "" is registered for version ""`,
		answer("v1", ""):  "didn't return a status field",
		answer("v1", "t"): "",
		answer("v1beta1", "t"): "configured to use API version client.authentication.k8s.io/v1," +
			" plugin returned version client.authentication.k8s.io/v1beta1",
	}
	for text, expected := range cases {
		_, err := Terminal{}.Run(program(script(t, text), "v1"), kubeconfig.Cluster{})
		if expected == "" && err != nil || expected != "" && (err == nil || !strings.Contains(err.Error(), expected)) {
			t.Errorf("%s: %v", text, err)
		}
	}
	missing := program("no-such-program-anywhere", "v1")
	missing.InstallHint = "install \x1b[31mit"
	_, err := Terminal{}.Run(missing, kubeconfig.Cluster{})
	if err == nil || !strings.Contains(err.Error(), "exec: executable no-such-program-anywhere not found") ||
		!strings.HasSuffix(err.Error(), "install ?[31mit") {
		t.Error(err)
	}
}

func answer(version, token string) string {
	status := ""
	if token != "" {
		status = `,"status":{"token":"` + token + `"}`
	}
	return `echo '{"apiVersion":"client.authentication.k8s.io/` + version + `"` + status + `}'`
}

func TestAskingNeedsATerminal(t *testing.T) {
	asked := program("true", "v1")
	asked.InteractiveMode = "Always"
	for name, terminal := range map[string]Terminal{
		"standard input is not a terminal":                             {},
		"standard input is unavailable: used by stdin manifest reader": {IsTerminal: true, InUse: "used by stdin manifest reader"},
	} {
		if _, err := terminal.Run(asked, kubeconfig.Cluster{}); err == nil || !strings.HasSuffix(err.Error(), name) {
			t.Error(name, err)
		}
	}
}

func TestTheUsersPolicy(t *testing.T) {
	path := script(t, answer("v1", "t"))
	t.Setenv("PATH", filepath.Dir(path)+":"+os.Getenv("PATH"))
	cases := map[string]string{
		"kind: Preference":                 "",
		"credentialPluginPolicy: AllowAll": "",
		"credentialPluginPolicy: DenyAll":  `not allowed: policy set to "DenyAll"`,
		"{credentialPluginPolicy: Allowlist, credentialPluginAllowlist: [{name: other}, {name: login}]}": "",
		"{credentialPluginPolicy: Allowlist, credentialPluginAllowlist: [{name: other}]}":                "is not permitted by the credential plugin allowlist",
		"{credentialPluginAllowlist: [{name: login}]}":                                                   "misconfigured credential plugin allowlist",
		"credentialPluginPolicy: Allowlist":                                                              "allowlist is empty",
		"credentialPluginPolicy: Sometimes":                                                              "unknown plugin policy",
	}
	for text, expected := range cases {
		file := filepath.Join(t.TempDir(), "kuberc")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		policy, err := LoadPolicy(file)
		if err == nil {
			_, err = Terminal{Policy: policy}.Run(program("login", "v1"), kubeconfig.Cluster{})
		}
		if expected == "" && err != nil || expected != "" && (err == nil || !strings.Contains(err.Error(), expected)) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
