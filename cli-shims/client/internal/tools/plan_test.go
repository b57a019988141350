package tools

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dev.mcpk8s/client/internal/plan"
	"dev.mcpk8s/client/internal/upload"
)

func inFolder(t *testing.T) string {
	t.Helper()
	folder, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	for _, name := range []string{"web/Chart.yaml", "web/templates/x.yaml", "values.yaml", "plain/file", "web-1.tgz", "m/a.yaml"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestLinesAndTheirFiles(t *testing.T) {
	folder := inFolder(t)
	cases := []struct{ line, words, files string }{
		{"helm install web ./web -f values.yaml", "install web ./web -f values.yaml", "values.yaml web/Chart.yaml web/templates/x.yaml"},
		{"helm template plain web --values=FOLDER/values.yaml", "template plain web --values=@FOLDER/values.yaml",
			"@FOLDER/values.yaml web/Chart.yaml web/templates/x.yaml"},
		{"helm lint FOLDER/web", "lint ./@FOLDER/web", "@FOLDER/web/Chart.yaml @FOLDER/web/templates/x.yaml"},
		{"helm upgrade plain web-1.tgz --set-file a=values.yaml,b=FOLDER/values.yaml --set x=/etc/passwd",
			"upgrade plain web-1.tgz --set-file a=values.yaml,b=@FOLDER/values.yaml --set x=/etc/passwd",
			"@FOLDER/values.yaml values.yaml web-1.tgz"},
		{"helm package web-1.tgz", "package web-1.tgz --destination=@FOLDER", "web-1.tgz"},
		{"helm template x ./gone --output-dir FOLDER/out", "template x ./gone --output-dir @FOLDER/out", "@FOLDER/.folder/.empty"},
		{"helm --kube-token t --kubeconfig k list -A", "list -A", ""},
		{"helm --kube-insecure-skip-tls-verify --kube-apiserver=https://x get values web", "get values web", ""},
		{"helm list -f values.yaml -d", "list -f values.yaml -d", ""},
		{"helm ls -n x -f FOLDER/values.yaml", "ls -n x -f FOLDER/values.yaml", ""},
		{"argocd app logs -f values.yaml", "app logs -f values.yaml", ""},
		{"istioctl analyze m --use-kube=false", "analyze m --use-kube=false", "m/a.yaml"},
		{"istioctl validate -f m/a.yaml -c k", "validate -f m/a.yaml", "m/a.yaml"},
		{"istioctl manifest generate -o FOLDER/out", "manifest generate -o @FOLDER/out", "@FOLDER/.folder/.empty"},
		{"istioctl manifest translate -o FOLDER/out", "manifest translate -o @FOLDER/out", "@FOLDER/.folder/.empty"},
		{"istioctl x workload entry configure -o FOLDER/out", "x workload entry configure -o @FOLDER/out",
			"@FOLDER/.folder/.empty"},
		{"istioctl proxy-status -o json", "proxy-status -o json", ""},
		{"argocd app create -f FOLDER/m/a.yaml", "app create -f @FOLDER/m/a.yaml", "@FOLDER/m/a.yaml"},
	}
	for _, c := range cases {
		files := upload.New(folder)
		words := strings.Split(strings.ReplaceAll(c.line, "FOLDER", folder), " ")
		p, err := Plan(words[0], words[1:], false, files)
		if err != nil {
			t.Fatal(c.line, err)
		}
		if actual := shortened(strings.Join(p.Words(), " "), folder); actual != c.words {
			t.Errorf("%s: %s", c.line, actual)
		}
		for _, name := range strings.Fields(c.files) {
			name = strings.ReplaceAll(strings.ReplaceAll(name, "@", upload.Marker), "FOLDER", folder)
			if _, ok := files.Contents()[name]; !ok {
				t.Errorf("%s: %s is not sent", c.line, name)
			}
		}
		if count := len(strings.Fields(c.files)); len(files.Contents()) != count {
			t.Errorf("%s: %d files are sent, not %d", c.line, len(files.Contents()), count)
		}
	}
}

func shortened(text, folder string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, upload.Marker, "@"), folder, "FOLDER")
}

func TestHelmsEnvironmentAndFlags(t *testing.T) {
	t.Setenv("HELM_KUBECONTEXT", "of the environment")
	t.Setenv("HELM_NAMESPACE", "shop")
	for line, expected := range map[string]string{"list": "of the environment", "list --kube-context other": "other"} {
		p, err := Plan("helm", strings.Split(line, " "), false, upload.New(t.TempDir()))
		if err != nil {
			t.Fatal(err)
		}
		if p.Connection.Context != expected || p.Connection.Namespace != "shop" || p.Config != plan.Connects {
			t.Errorf("%s: %+v", line, p)
		}
		p.DropChoice()
		if words := strings.Join(p.Words(), " "); words != "list" {
			t.Error(words)
		}
	}
}

func TestArgocdsServer(t *testing.T) {
	t.Setenv("ARGOCD_AUTH_TOKEN", "of the environment")
	p, err := Plan("argocd", strings.Split("app list --argocd-context shop -o name", " "), false, upload.New(t.TempDir()))
	if err != nil || p.ArgocdToken != "of the environment" || p.ArgocdContext != "shop" || strings.Join(p.Words(), " ") != "app list -o name" {
		t.Errorf("%+v %v", p, err)
	}
	p, err = Plan("argocd", []string{"--auth-token=given", "app", "list"}, false, upload.New(t.TempDir()))
	if err != nil || p.ArgocdToken != "given" || strings.Join(p.Words(), " ") != "app list" {
		t.Errorf("%+v %v", p, err)
	}
}

func TestWhoReadsStandardInput(t *testing.T) {
	for line, expected := range map[string]bool{
		"helm install x ./y -f -":                   true,
		"helm install x ./y":                        false,
		"helm install x ./y -f - -h":                false,
		"helm template x ./y --values -,v.yaml":     true,
		"helm package x --sign --passphrase-file -": true,
		"istioctl proxy-config cluster --file=-":    true,
		"istioctl install --set a=-":                false,
		"argocd cert add-tls x":                     true,
		"argocd cert add-tls x --from=y":            false,
		"argocd cert add-ssh --batch":               true,
		"argocd cert add-ssh":                       false,
		"istioctl validate -f -":                    true,
		"istioctl kube-inject -f -":                 true,
		"istioctl analyze -":                        true,
		"argocd app create -f -":                    true,
		"argocd account list -o json":               false,
	} {
		words := strings.Split(line, " ")
		p, err := Plan(words[0], words[1:], false, upload.New(t.TempDir()))
		if err != nil {
			t.Fatal(err)
		}
		if (p.Stdin != "") != expected {
			t.Errorf("%s: %+v", line, p)
		}
		if p, _ = Plan(words[0], words[1:], true, upload.New(t.TempDir())); (p.Refusal != "") != expected {
			t.Errorf("%s at a terminal: %+v", line, p)
		}
	}
}
