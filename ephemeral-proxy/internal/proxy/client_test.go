package proxy_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A client of another make, npm's SDK, on both transports. Its version is the one that the service's
// own tests pin.
func TestGetsAlongWithTheClientOfAnotherMake(t *testing.T) {
	if _, err := exec.LookPath("npm"); err != nil {
		t.Fatal("this test needs Node.js with npm: scripts/ensure-node")
	}
	folder := t.TempDir()
	for _, file := range []string{"../../../app/src/test/mcp-client/package.json", "../../../app/src/test/mcp-client/package-lock.json",
		"../../testdata/client.mjs"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(file)), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run(t, folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	for _, flags := range [][]string{nil, {"--stateless"}} {
		p := startReady(t, append(flags, "--", serverProgram)...)
		for transport, path := range map[string]string{"http": "/mcp", "sse": "/sse"} {
			mode := "sessions"
			if flags != nil && transport == "http" {
				mode = "stateless"
			}
			if said := run(t, folder, "node", "client.mjs", transport, p.url+path, mode); !strings.HasSuffix(said, "ok\n") {
				t.Errorf("%s %s: %s", transport, mode, said)
			}
		}
	}
}

func run(t *testing.T, folder string, words ...string) string {
	t.Helper()
	command := exec.Command(words[0], words[1:]...)
	command.Dir = folder
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(words, " "), err, output)
	}
	return string(output)
}
