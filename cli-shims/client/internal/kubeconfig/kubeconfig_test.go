package kubeconfig

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const first = `
apiVersion: v1
kind: Config
current-context: one
clusters:
- name: east
  cluster: {server: "https://east.example:6443", certificate-authority: pki/ca.crt, tls-server-name: api}
- name: shared
  cluster: {server: "https://first.example"}
users:
- name: alice
  user: {client-certificate: pki/alice.crt, client-key: pki/alice.key}
- name: teller
  user: {token: secret, as: bob, as-groups: [devs, ops], as-user-extra: {reason: [drill]}}
contexts:
- name: one
  context: {cluster: east, user: alice, namespace: shop}
- name: two
  context: {cluster: shared, user: teller}
`

const second = `
apiVersion: v1
kind: Config
current-context: three
unknown-field: kubectl ignores it
clusters:
- name: shared
  cluster: {server: "https://second.example", insecure-skip-tls-verify: true}
- name: west
  cluster: {server: "https://west.example", proxy-url: "http://proxy.example:3128", disable-compression: true}
users:
- name: basic
  user: {username: carol, password: "pass: word"}
contexts:
- name: two
  context: {cluster: west, user: basic}
- name: three
  context: {cluster: west, user: basic, namespace: tools}
`

// realKubectl is the one that everything here is held against.
func realKubectl(t *testing.T) string {
	t.Helper()
	path, err := exec.Command("../../../../scripts/testcluster", "binaries", "kubectl").Output()
	if err != nil {
		t.Fatal("scripts/testcluster binaries kubectl: ", err)
	}
	return strings.TrimSpace(string(path))
}

func writeFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func noProgram(*Exec, Cluster) (Credential, error) {
	return Credential{}, errors.New("no program here")
}

func TestMergedAsKubectlMerges(t *testing.T) {
	folder := writeFiles(t, map[string]string{
		"a/config": first, "b/config": second,
		"a/pki/ca.crt": "ca of east", "a/pki/alice.crt": "certificate", "a/pki/alice.key": "key",
	})
	kubectl := realKubectl(t)
	files := []string{filepath.Join(folder, "a/config"), filepath.Join(folder, "missing"), filepath.Join(folder, "b/config")}
	backwards := []string{files[2], files[0], files[2]}
	for _, list := range [][]string{files, backwards, files[:1], files[2:]} {
		t.Setenv("KUBECONFIG", strings.Join(list, string(os.PathListSeparator)))
		for _, context := range []string{"", "one", "two", "three"} {
			compareWithKubectl(t, kubectl, context)
		}
	}
}

func compareWithKubectl(t *testing.T, kubectl, context string) {
	t.Helper()
	words := []string{"config", "view", "--raw", "--minify", "--flatten", "-o", "json"}
	if context != "" {
		words = append(words, "--context", context)
	}
	expected, failure := exec.Command(kubectl, words...).Output()
	merged, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	target, err := merged.Choose(Overrides{Context: context})
	if failure != nil {
		if err == nil {
			t.Errorf("%s with %q: kubectl fails, and we choose %v", os.Getenv("KUBECONFIG"), context, target)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	actual, err := target.Render(noProgram)
	if err != nil {
		t.Fatal(err)
	}
	if left, right := read(t, expected), read(t, actual); !reflect.DeepEqual(left, right) {
		t.Errorf("%s with %q:\nkubectl %s\nours    %s", os.Getenv("KUBECONFIG"), context, expected, actual)
	}
}

func read(t *testing.T, text []byte) Document {
	t.Helper()
	var document Document
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	document.Preferences = nil
	return document
}

func TestFlagsWin(t *testing.T) {
	folder := writeFiles(t, map[string]string{"config": first, "other.crt": "another ca"})
	merged, err := Load(filepath.Join(folder, "config"))
	if err != nil {
		t.Fatal(err)
	}
	target, err := merged.Choose(Overrides{
		Context: "two", Cluster: "east", Server: "https://10.1.2.3", Token: "given", Namespace: "spare",
		CertificateAuthority: filepath.Join(folder, "other.crt"),
	})
	if err != nil {
		t.Fatal(err)
	}
	text, err := target.Render(noProgram)
	if err != nil {
		t.Fatal(err)
	}
	document := read(t, text)
	cluster := document.Clusters[0].Cluster
	if cluster.Server != "https://10.1.2.3" || string(cluster.CertificateAuthorityData) != "another ca" || cluster.TLSServerName != "" {
		t.Errorf("cluster: %s", text)
	}
	user := document.Users[0].User
	if user.Token != "given" || user.As != "bob" {
		t.Errorf("user: %s", text)
	}
	if context := document.Contexts[0]; context.Name != "two" || context.Context.Namespace != "spare" {
		t.Errorf("context: %s", text)
	}
}

func TestFlagsAloneAreEnough(t *testing.T) {
	t.Setenv("KUBECONFIG", filepath.Join(t.TempDir(), "missing"))
	merged, err := Load("")
	if err != nil || !merged.IsEmpty() {
		t.Fatal(merged, err)
	}
	if target, err := merged.Choose(Overrides{}); target != nil || err != nil {
		t.Errorf("nothing names a cluster: %v, %v", target, err)
	}
	target, err := merged.Choose(Overrides{Server: "https://127.0.0.1:6443", Insecure: true, Token: "t"})
	if err != nil {
		t.Fatal(err)
	}
	text, err := target.Render(noProgram)
	if err != nil || !strings.Contains(string(text), `"insecure-skip-tls-verify":true`) {
		t.Errorf("%s, %v", text, err)
	}
}

func TestNoCredentialsInTheClear(t *testing.T) {
	folder := writeFiles(t, map[string]string{"config": first})
	merged, err := Load(filepath.Join(folder, "config"))
	if err != nil {
		t.Fatal(err)
	}
	for _, server := range []string{"http://127.0.0.1:8080", "127.0.0.1:8080"} {
		target, err := merged.Choose(Overrides{Context: "two", Server: server})
		if err != nil {
			t.Fatal(err)
		}
		text, err := target.Render(noProgram)
		if err != nil || strings.Contains(string(text), "secret") || !strings.Contains(string(text), `"http://127.0.0.1:8080"`) {
			t.Errorf("%s, %v", text, err)
		}
	}
}

func TestTheSameMistakesAsKubectls(t *testing.T) {
	kubectl := realKubectl(t)
	user := func(fields string) string {
		return strings.Replace(strings.Replace(first, "{client-certificate: pki/alice.crt, client-key: pki/alice.key}", fields, 1),
			"certificate-authority: pki/ca.crt, ", "", 1)
	}
	for name, text := range map[string]string{
		"missing files":          first,
		"two ways to log in":     user("{token: t, username: u}"),
		"no key":                 user("{client-certificate-data: eA==}"),
		"no mode":                user("{exec: {apiVersion: client.authentication.k8s.io/v1, command: x}}"),
		"program without a name": user("{exec: {apiVersion: client.authentication.k8s.io/v1, command: '', interactiveMode: Never}}"),
		"groups without a user":  user("{token: t, as-groups: [a]}"),
		"missing token file":     user("{tokenFile: nowhere}"),
	} {
		t.Run(name, func(t *testing.T) {
			folder := writeFiles(t, map[string]string{"config": text})
			file := filepath.Join(folder, "config")
			expected, failure := exec.Command(kubectl, "--kubeconfig", file, "get", "pods").CombinedOutput()
			if failure == nil {
				t.Fatalf("kubectl does not fail: %s", expected)
			}
			if actual := mistake(t, file); "error: "+actual+"\n" != string(expected) && actual != string(expected) {
				t.Errorf("kubectl %q\nours    %q", expected, actual)
			}
		})
	}
}

func mistake(t *testing.T, file string) string {
	t.Helper()
	merged, err := Load(file)
	if err != nil {
		return err.Error()
	}
	target, err := merged.Choose(Overrides{})
	if err != nil {
		return err.Error()
	}
	if _, err = target.Render(noProgram); err == nil {
		t.Fatal("no mistake was found")
	}
	return err.Error()
}

func TestAPodsOwnAccount(t *testing.T) {
	usual := serviceAccountFolder
	defer func() { serviceAccountFolder = usual }()
	serviceAccountFolder = writeFiles(t, map[string]string{"token": "of the pod\n", "ca.crt": "ca", "namespace": "home\n"})
	t.Setenv("KUBECONFIG", filepath.Join(t.TempDir(), "missing"))
	t.Setenv("KUBERNETES_SERVICE_HOST", "fd00::1")
	t.Setenv("KUBERNETES_SERVICE_PORT", "443")
	merged, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	target, err := merged.Choose(Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	text, err := target.Render(noProgram)
	if err != nil {
		t.Fatal(err)
	}
	document := read(t, text)
	if document.Clusters[0].Cluster.Server != "https://[fd00::1]:443" || document.Users[0].User.Token != "of the pod" ||
		document.Contexts[0].Context.Namespace != "home" {
		t.Errorf("%s", text)
	}
}

func TestAMissingContextIsTheServicesToTell(t *testing.T) {
	folder := writeFiles(t, map[string]string{"config": first})
	merged, err := Load(filepath.Join(folder, "config"))
	if err != nil {
		t.Fatal(err)
	}
	var missing *NotFoundError
	for _, o := range []Overrides{{Context: "nowhere"}, {Cluster: "nowhere"}, {User: "nowhere"}} {
		if _, err := merged.Choose(o); !errors.As(err, &missing) {
			t.Errorf("%v: %v", o, err)
		}
	}
	text, err := merged.RenderAll(false)
	if err != nil || strings.Contains(string(text), "secret") || !strings.Contains(string(text), `"teller"`) {
		t.Errorf("%s, %v", text, err)
	}
}
