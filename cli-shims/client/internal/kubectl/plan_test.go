package kubectl

import (
	"os"
	"slices"
	"strings"
	"testing"

	"dev.mcpk8s/client/internal/plan"
	"dev.mcpk8s/client/internal/upload"
)

func planOf(t *testing.T, line string, terminal bool) *plan.Plan {
	t.Helper()
	p, err := Plan(strings.Split(line, " "), terminal, upload.New(t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTheSameCatalogueAsTheServices(t *testing.T) {
	text, err := os.ReadFile("../../../../app/src/main/resources/dev/mcpk8s/commandline/kubectl-flags.txt")
	if err != nil || string(text) != catalogue {
		t.Error("make catalogue writes both: ", err)
	}
}

func TestCommandsAndArguments(t *testing.T) {
	for line, expected := range map[string]string{
		"get pods":                          "get|pods",
		"-n x get pods -o json":             "get|pods",
		"rollout status deploy/x":           "rollout status|deploy/x",
		"--context=a rollout -n b status c": "rollout status|c",
		"create cm x --from-file a":         "create configmap|x",
		"exec p -c c -- ls -l -f":           "exec|p ls -l -f",
		"top no":                            "top node|",
		"nothing":                           "|nothing",
	} {
		read := Read(strings.Split(line, " "))
		var arguments []string
		for _, argument := range read.Arguments {
			arguments = append(arguments, argument.Text)
		}
		if actual := read.Command.Name + "|" + strings.Join(arguments, " "); actual != expected {
			t.Errorf("%s: %s", line, actual)
		}
	}
}

func TestConnectionFlagsLeaveTheLine(t *testing.T) {
	for line, expected := range map[string]string{
		"-s https://x get pods":                            "get pods",
		"get -shttps://x pods -Av=3":                       "get pods -Av=3",
		"get pods --server=https://x --token y -o name":    "get pods -o name",
		"--kubeconfig k --insecure-skip-tls-verify get ns": "get ns",
		"get pods -A --cache-dir /x --kuberc=/y":           "get pods -A",
		"exec p -- cmd --token=mine":                       "exec p -- cmd --token=mine",
		"config set-credentials u --token=x":               "config set-credentials u --token=x",
	} {
		p := planOf(t, line, false)
		if actual := strings.Join(p.Words(), " "); actual != expected {
			t.Errorf("%s: %s", line, actual)
		}
	}
	p := planOf(t, "get pods --context a --cluster=b --user c -n d", false)
	if p.Connection.Context != "a" || p.Connection.Cluster != "b" || p.Connection.User != "c" {
		t.Errorf("%+v", p.Connection)
	}
	if p := planOf(t, "create clusterrolebinding x --clusterrole=y --user=z", false); p.Connection.User != "" {
		t.Errorf("%+v", p.Connection)
	}
	p.DropChoice()
	if !slices.Equal(p.Words(), []string{"get", "pods", "-n", "d"}) {
		t.Error(p.Words())
	}
}

func TestTerminals(t *testing.T) {
	cases := []struct {
		line     string
		terminal bool
		words    string
		refused  bool
		stdin    bool
		notice   bool
	}{
		{"exec -it p -- sh", true, "", true, false, false},
		{"exec -it p -- sh", false, "exec -i p -- sh", false, true, true},
		{"exec -ti p -- sh", false, "exec -i p -- sh", false, true, true},
		{"exec -t p -- date", true, "exec p -- date", false, false, false},
		{"exec p --tty -- date", false, "exec p -- date", false, false, false},
		{"exec -i p -- cat", false, "exec -i p -- cat", false, true, false},
		{"exec -i p -- cat", true, "", true, false, false},
		{"exec p -- sh -it", true, "exec p -- sh -it", false, false, false},
		{"run x --image=y -it", false, "", true, false, false},
		{"attach -it p", true, "", true, false, false},
		{"debug p -it --image=y --attach=false", true, "debug p -it --image=y --attach=false", false, false, false},
		{"debug p -it --image=y --attach", true, "", true, false, false},
		{"apply -f -", true, "apply -f -", false, true, false},
		{"apply -f a.yaml,-", false, "apply -f a.yaml,-", false, true, false},
		{"delete pod x -i", true, "", true, false, false},
		{"delete pod x -i", false, "delete pod x -i", false, true, false},
		{"set env deploy/x -", false, "set env deploy/x -", false, true, false},
		{"set env deploy/x A=-", false, "set env deploy/x A=-", false, false, false},
		{"apply -f - --help", false, "apply -f - --help", false, false, false},
		{"exec -i=false p -- cat -f -", false, "exec -i=false p -- cat -f -", false, false, false},
		{"exec p -- kubectl apply -f -", false, "exec p -- kubectl apply -f -", false, false, false},
		{"logs -f p", false, "logs -f p", false, false, false},
		{"port-forward p 80 -f -", false, "", true, false, false},
		{"get pods", false, "get pods", false, false, false},
	}
	for _, c := range cases {
		p := planOf(t, c.line, c.terminal)
		if (p.Refusal != "") != c.refused || (p.Stdin != "") != c.stdin || (p.Notice != "") != c.notice {
			t.Errorf("%s: %+v", c.line, p)
		}
		if !c.refused && strings.Join(p.Words(), " ") != c.words {
			t.Errorf("%s: %q", c.line, p.Words())
		}
	}
}

func TestRefused(t *testing.T) {
	for _, line := range []string{
		"port-forward p 80", "proxy", "edit cm x", "apply edit-last-applied -f x", "create -f x --edit", "config use-context x",
		"config set-context --current --namespace=x", "completion bash", "plugin list",
	} {
		if p := planOf(t, line, false); !strings.Contains(p.Refusal, "run the real kubectl") {
			t.Errorf("%s: %q", line, p.Refusal)
		}
	}
	for _, line := range []string{"port-forward --help", "config view", "config get-contexts", "create -f x --edit=false"} {
		if p := planOf(t, line, false); p.Refusal != "" {
			t.Errorf("%s: %q", line, p.Refusal)
		}
	}
}

func TestWhoNeedsAKubeconfig(t *testing.T) {
	for line, expected := range map[string]plan.Config{
		"get pods": plan.Connects, "version": plan.Connects, "version --client": plan.None, "kustomize .": plan.None,
		"get --help": plan.None, "config view": plan.Shows, "config current-context": plan.Shows, "help": plan.None,
	} {
		if p := planOf(t, line, false); p.Config != expected {
			t.Errorf("%s: %v", line, p.Config)
		}
	}
}

func TestPathsInTheLine(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	for _, name := range []string{"a.yaml", "b.txt", "t.tpl"} {
		if err := os.WriteFile(name, []byte("x: 1"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for line, expected := range map[string]string{
		"apply -f FOLDER/a.yaml":                             "apply -f @FOLDER/a.yaml",
		"apply -fFOLDER/a.yaml":                              "apply -f@FOLDER/a.yaml",
		"apply --filename=FOLDER/a.yaml,./a.yaml":            "apply --filename=@FOLDER/a.yaml,./a.yaml",
		"create cm x --from-file=k=FOLDER/b.txt":             "create cm x --from-file=k=@FOLDER/b.txt",
		"get pods -o jsonpath-file=FOLDER/t.tpl":             "get pods -o jsonpath-file=@FOLDER/t.tpl",
		"get pods -o go-template-file --template FOLDER/t":   "get pods -o go-template-file --template @FOLDER/t",
		"get pods -o go-template --template FOLDER/t":        "get pods -o go-template --template FOLDER/t",
		"patch cm x --patch-file FOLDER/b.txt":               "patch cm x --patch-file @FOLDER/b.txt",
		"cluster-info dump --output-directory=FOLDER/new":    "cluster-info dump --output-directory=@FOLDER/new",
		"cp FOLDER/b.txt pod:/tmp/b":                         "cp @FOLDER/b.txt pod:/tmp/b",
		"cp ns/pod:/tmp/b FOLDER/out":                        "cp ns/pod:/tmp/b @FOLDER/out",
		"create secret tls x --cert=FOLDER/c --key=FOLDER/k": "create secret tls x --cert=@FOLDER/c --key=@FOLDER/k",
		"get --raw /api/v1":                                  "get --raw /api/v1",
		"exec p -- cat /etc/hosts":                           "exec p -- cat /etc/hosts",
	} {
		p, err := Plan(strings.Split(strings.ReplaceAll(line, "FOLDER", folder), " "), false, upload.New(folder))
		if err != nil {
			t.Fatal(err)
		}
		actual := strings.ReplaceAll(strings.ReplaceAll(strings.Join(p.Words(), " "), upload.Marker, "@"), folder, "FOLDER")
		if actual != expected {
			t.Errorf("%s: %s", line, actual)
		}
	}
}
