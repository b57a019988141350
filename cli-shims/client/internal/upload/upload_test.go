package upload

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// inFolder makes files and works in a folder of theirs.
func inFolder(t *testing.T, folder string, names ...string) (*Files, string) {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		name, text, _ := strings.Cut(name, "=")
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(filepath.Join(root, folder))
	return New(filepath.Join(root, folder)), root
}

func expect(t *testing.T, f *Files, word string, err error, expected string, names ...string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if word != expected {
		t.Errorf("the word is %q, not %q", word, expected)
	}
	slices.Sort(names)
	if sent := slices.Sorted(maps.Keys(f.contents)); !slices.Equal(sent, names) {
		t.Errorf("sent: %q, not %q", sent, names)
	}
}

func TestManifestsOfAFolder(t *testing.T) {
	f, _ := inFolder(t, ".", "m/a.yaml", "m/b.json", "m/c.txt", "m/deep/d.yml")
	word, err := f.Manifests("m", false)
	expect(t, f, word, err, "m", "m/a.yaml", "m/b.json")
	word, err = f.Manifests("./m/", true)
	expect(t, f, word, err, "./m/", "m/a.yaml", "m/b.json", "m/deep/d.yml")
}

func TestPathsElsewhere(t *testing.T) {
	f, root := inFolder(t, "here", "here/x.yaml", "there/y.yaml")
	word, err := f.Manifests("../there", false)
	expect(t, f, word, err, Marker+root+"/there", Marker[0:]+root+"/there/y.yaml")
	word, err = f.File(root + "/here/x.yaml")
	expect(t, f, word, err, Marker+root+"/here/x.yaml", Marker+root+"/here/x.yaml", Marker+root+"/there/y.yaml")
	shown := restored(f, "error: "+Marker+root+"/there/y.yaml, "+Marker+root+"/there and "+Marker+root+"/here/x.yaml\n")
	if dotted := restored(f, "path \"./"+Marker+root+"/there\" not found"); dotted != "path \"../there\" not found" {
		t.Error(dotted)
	}
	if shown != "error: ../there/y.yaml, ../there and "+root+"/here/x.yaml\n" {
		t.Error(shown)
	}
}

func TestWhatIsNotThere(t *testing.T) {
	f, _ := inFolder(t, ".")
	word, err := f.Manifests("nope.yaml", false)
	expect(t, f, word, err, "nope.yaml")
	word, err = f.Manifests("/nope/*.yaml", false)
	expect(t, f, word, err, Marker+"/nope/*.yaml")
	if err := os.Mkdir("empty", 0o700); err != nil {
		t.Fatal(err)
	}
	word, err = f.Manifests("empty", false)
	expect(t, f, word, err, "empty", "empty/.folder/.empty")
}

func TestPlacesForFiles(t *testing.T) {
	f, root := inFolder(t, "here", "here/out/x", "there/y")
	for path, expected := range map[string]string{
		"new": "new", "out": "out", "../there/new": Marker + root + "/there/new", root + "/here/a/b": Marker + root + "/here/a/b",
	} {
		if word := f.Output(path); word != expected {
			t.Errorf("%s: %s", path, word)
		}
	}
	expect(t, f, "", nil, "", "out/.folder/.empty", Marker+root+"/there/.folder/.empty")
}

func TestPatterns(t *testing.T) {
	f, _ := inFolder(t, ".", "a1.yaml", "a2.yaml", "b.yaml")
	word, err := f.Manifests("a*.yaml", false)
	expect(t, f, word, err, "a*.yaml", "a1.yaml", "a2.yaml")
}

func TestSources(t *testing.T) {
	f, root := inFolder(t, "here", "here/c/one", "here/c/two", "here/c/deep/three", "there/four")
	word, err := f.Source("c")
	expect(t, f, word, err, "c", "c/one", "c/two")
	word, err = f.Source("key=../there/four")
	expect(t, f, word, err, "key="+Marker+root+"/there/four", "c/one", "c/two", Marker+root+"/there/four")
}

func TestAPipeIsReadOnce(t *testing.T) {
	f, _ := inFolder(t, ".")
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if _, err := writer.WriteString("from a pipe"); err != nil {
		t.Fatal(err)
	}
	writer.Close()
	path := "/dev/fd/" + itoa(int(reader.Fd()))
	word, err := f.File(path)
	expect(t, f, word, err, Marker+path, Marker+path)
	if string(f.contents[Marker+path]) != "from a pipe" {
		t.Errorf("%q", f.contents)
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func TestAChart(t *testing.T) {
	f, root := inFolder(t, ".", "chart/Chart.yaml", "chart/templates/x.yaml", "chart/.git/config", "shared/part.tpl")
	if err := os.Symlink("../../shared", "chart/templates/shared"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("..", "chart/templates/circle"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Tree("chart"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"chart/Chart.yaml", "chart/templates/x.yaml", "chart/templates/shared/part.tpl"} {
		if _, ok := f.contents[name]; !ok {
			t.Errorf("%s of %s is not sent", name, root)
		}
	}
	if _, ok := f.contents["chart/.git/config"]; ok {
		t.Error(".git is sent")
	}
}

func TestAKustomizationWithBases(t *testing.T) {
	f, root := inFolder(t, "over/lay",
		"over/lay/kustomization.yaml={resources: [../../base, extra.yaml], configMapGenerator: [{name: c, files: [k=data/v]}],"+
			" patches: [{path: patch.yaml}], generators: [gen.yaml], images: [{name: other.yaml}]}",
		"over/lay/extra.yaml", "over/lay/patch.yaml", "over/lay/data/v", "over/lay/other.yaml", "over/lay/unused.yaml",
		"over/lay/gen.yaml={kind: ConfigMapGenerator, files: [gen/input]}", "over/lay/gen/input",
		"base/kustomization.yml={resources: [deployment.yaml], components: [../part]}", "base/deployment.yaml",
		"part/Kustomization={kind: Component}")
	word, err := f.Kustomization(".")
	var names []string
	for _, name := range []string{
		"over/lay/kustomization.yaml", "over/lay/extra.yaml", "over/lay/patch.yaml", "over/lay/data/v", "over/lay/gen.yaml",
		"over/lay/gen/input", "base/kustomization.yml", "base/deployment.yaml", "part/Kustomization",
	} {
		names = append(names, Marker+root+"/"+name)
	}
	expect(t, f, word, err, Marker+root+"/over/lay", names...)
	text := "accumulating '/dev/shm/run-7/" + workingFolder + "/" + Marker + root + "/base': bad\n"
	if shown := restored(f, text); shown != "accumulating '"+root+"/base': bad\n" {
		t.Error(shown)
	}
}

func TestAddresses(t *testing.T) {
	pause = 0
	calls := 0
	server := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		calls++
		switch {
		case request.URL.Path == "/missing.yaml":
			answer.WriteHeader(http.StatusNotFound)
		case calls < 3:
			answer.WriteHeader(http.StatusBadGateway)
		default:
			_, _ = answer.Write([]byte("kind: List"))
		}
	}))
	defer server.Close()
	f, _ := inFolder(t, ".")
	word, err := f.Address(server.URL + "/web.yaml")
	expect(t, f, word, err, Marker+"/fetched/0/web.yaml", Marker+"/fetched/0/web.yaml")
	if shown := restored(f, word); shown != server.URL+"/web.yaml" {
		t.Error(shown)
	}
	_, err = f.Address(server.URL + "/missing.yaml")
	expected := `unable to read URL "` + server.URL + `/missing.yaml", server reported 404 Not Found, status code=404`
	if err == nil || err.Error() != expected {
		t.Error(err)
	}
	_, err = f.Address("http://127.0.0.1:1/x.yaml")
	expected = "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?"
	if err == nil || err.Error() != expected {
		t.Error(err)
	}
}

func restored(f *Files, text string) string {
	// Cut anywhere, it is the same.
	whole := ""
	for cut := 0; cut <= len(text); cut++ {
		var out strings.Builder
		restorer := NewRestorer(&out, f.Renames())
		_, _ = restorer.Write([]byte(text[:cut]))
		_, _ = restorer.Write([]byte(text[cut:]))
		_ = restorer.Flush()
		if cut > 0 && out.String() != whole {
			return "cut at " + itoa(cut) + ": " + out.String()
		}
		whole = out.String()
	}
	return whole
}

func TestOutputGoesOutAtOnce(t *testing.T) {
	var out strings.Builder
	restorer := NewRestorer(&out, []Rename{{Marker + "/x", "/x"}})
	_, _ = restorer.Write([]byte("no newline yet"))
	if out.String() != "no newline yet" {
		t.Errorf("%q", out.String())
	}
	_, _ = restorer.Write([]byte(" a/b"))
	_, _ = restorer.Write([]byte("\n"))
	if out.String() != "no newline yet a/b\n" {
		t.Errorf("%q", out.String())
	}
}
