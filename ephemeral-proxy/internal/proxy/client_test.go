package proxy_test

import (
	"bytes"
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
	folder := installedClient(t)
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

// installedClient is kept between runs, as long as what it is made of stays the same.
func installedClient(t *testing.T) string {
	t.Helper()
	folder := "../../../.cache/proxy-client"
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	_, missing := os.Stat(filepath.Join(folder, "node_modules"))
	install := missing != nil
	for _, file := range []string{"../../../app/src/test/mcp-client/package.json", "../../../app/src/test/mcp-client/package-lock.json",
		"../../testdata/client.mjs"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		copied := filepath.Join(folder, filepath.Base(file))
		known, _ := os.ReadFile(copied)
		install = install || (!bytes.Equal(known, text) && filepath.Ext(file) == ".json")
		if err := os.WriteFile(copied, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if install {
		run(t, folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
	}
	return folder
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
