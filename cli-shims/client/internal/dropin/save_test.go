package dropin

import (
	"os"
	"path/filepath"
	"testing"

	"dev.mcpk8s/client/internal/plan"
	"dev.mcpk8s/client/internal/service"
)

func TestFilesLandWhereTheLineSays(t *testing.T) {
	root := t.TempDir()
	t.Chdir(root)
	outputs := []plan.Output{{Sent: "@client/srv/out", Path: filepath.Join(root, "out")}, {Sent: "./x.yaml", Path: "./x.yaml"}}
	files := map[string]service.File{
		"@client/srv/out/web/a.yaml": {Content: []byte("a")},
		"x.yaml":                     {Content: []byte("x")},
	}
	if err := save(files, outputs); err != nil {
		t.Fatal(err)
	}
	for path, expected := range map[string]string{"out/web/a.yaml": "a", "x.yaml": "x"} {
		if text, err := os.ReadFile(path); err != nil || string(text) != expected {
			t.Errorf("%s: %q, %v", path, text, err)
		}
	}
	if err := save(map[string]service.File{"web-1.tgz": {Content: []byte{}}}, []plan.Output{{Sent: ".", Path: "."}}); err != nil {
		t.Error(err)
	}
}

func TestOneReasonIsToldOnce(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("taken", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	files := map[string]service.File{"taken/a": {Content: []byte{}}, "taken/b": {Content: []byte{}}}
	err := save(files, []plan.Output{{Sent: "taken", Path: "taken"}})
	if err == nil || err.Error() != "mkdir taken: not a directory" {
		t.Error(err)
	}
}

func TestFilesLandNowhereElse(t *testing.T) {
	root := t.TempDir()
	t.Chdir(root)
	if err := os.Mkdir("out", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(t.TempDir(), "out/away"); err != nil {
		t.Fatal(err)
	}
	outputs := []plan.Output{{Sent: "out", Path: "out"}}
	for _, name := range []string{"../x", "out/../../x", "/etc/x", "outside", "other/out/x", "out/away/x", "out/"} {
		if err := save(map[string]service.File{name: {Content: []byte("x")}}, outputs); err == nil {
			t.Errorf("%s was written", name)
		}
	}
	if err := save(map[string]service.File{"x": {Content: []byte{}}}, nil); err == nil {
		t.Error("a file that nobody asked for was written")
	}
	if err := save(map[string]service.File{"out/x": {}}, outputs); err == nil {
		t.Error("a file without content was written")
	}
}
