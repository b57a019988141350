// Command catalogue prints the commands and flags of the pinned argocd as data.
package main

import (
	"log"
	"os"

	"github.com/argoproj/argo-cd/v3/cmd/argocd/commands"

	"dev.mcpk8s/tools/catalogue"
)

func main() {
	if err := catalogue.Write(os.Stdout, "v3.5.3", commands.NewCommand()); err != nil {
		log.Fatal(err)
	}
}
