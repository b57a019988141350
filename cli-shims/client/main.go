// Command mcp-k8s-client stands for kubectl, helm, istioctl and argocd, by the name it is called by,
// and runs the command line through the service. See docs/drop-in.md.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"dev.mcpk8s/client/internal/dropin"
)

var tools = []string{"kubectl", "helm", "istioctl", "argocd"}

func main() {
	tool := filepath.Base(os.Args[0])
	words := os.Args[1:]
	if !slices.Contains(tools, tool) && len(words) > 0 {
		tool, words = words[0], words[1:]
	}
	if !slices.Contains(tools, tool) {
		fmt.Fprintf(os.Stderr, "error: call this program as one of %v, or name the tool as its first word\n", tools)
		os.Exit(1)
	}
	os.Exit(dropin.Run(tool, words, dropin.Streams{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr}))
}
