package dropin

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dev.mcpk8s/client/internal/service"
)

func TestTheUsersOwnDiffProgram(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	files := map[string]service.File{
		"LIVE/v1.Pod.default.a":   {Content: []byte("a: 1\n")},
		"MERGED/v1.Pod.default.a": {Content: []byte("a: 2\n")},
		"LIVE/v1.Pod.default.b":   {Content: []byte{}},
		"MERGED/v1.Pod.default.b": {Content: []byte{}},
	}
	cases := []struct {
		program, stdout, stderr string
		status                  int
	}{
		{"diff -r -q", "Files TMP/LIVE-N/v1.Pod.default.a and TMP/MERGED-N/v1.Pod.default.a differ\n", "", 1},
		{"true", "", "", 0},
		{"echo -n x;y $HOME", "TMP/LIVE-N TMP/MERGED-N -n\n", "", 0},
		{"/nowhere/diff", "", "error: failed to run \"/nowhere/diff\": executable file not found in $PATH\n", 2},
		{"nowhere-diff", "", "error: failed to run \"nowhere-diff\": executable file not found in $PATH\n", 2},
		{" diff", "", "error: failed to run \"\": exec: no command\n", 2},
		{"expr", "", "expr: syntax error: unexpected argument 'TMP/MERGED-N'\nerror: failed to run \"expr\": exit status 2\n", 2},
	}
	for _, c := range cases {
		var stdout, stderr strings.Builder
		status, err := compare(c.program, files, Streams{Stdout: &stdout, Stderr: &stderr})
		if err != nil || status != c.status || folders(stdout.String()) != c.stdout || plainQuotes(folders(stderr.String())) != c.stderr {
			t.Errorf("%s: %d %v %q %q", c.program, status, err, stdout.String(), stderr.String())
		}
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Error("folders were left", left)
	}
}

// folders gives folders with a random name the same one.
func folders(text string) string {
	for _, version := range []string{"LIVE-", "MERGED-"} {
		prefix := filepath.Join(os.TempDir(), version)
		for {
			before, rest, found := strings.Cut(text, prefix)
			if !found {
				break
			}
			text = before + "TMP/" + version + "N" + strings.TrimLeft(rest, "0123456789")
		}
	}
	return text
}

// plainQuotes are those of a machine without a language.
func plainQuotes(text string) string {
	return strings.NewReplacer("‘", "'", "’", "'").Replace(text)
}

func TestNothingElseIsWrittenForADiff(t *testing.T) {
	for _, name := range []string{"LIVE/../x", "../x", "LIVE/a/b", "/etc/x", "LIVE/", "OTHER/x", "LIVE"} {
		if _, err := compare("true", map[string]service.File{name: {Content: []byte("x")}}, Streams{}); err == nil {
			t.Errorf("%s was written", name)
		}
	}
	if _, err := compare("true", map[string]service.File{"LIVE/x": {}}, Streams{}); err == nil {
		t.Error("a file without content was compared")
	}
}
