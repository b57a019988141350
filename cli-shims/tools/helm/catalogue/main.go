// Command catalogue prints the commands and flags of the pinned helm as data.
package main

import (
	"io"
	"log"
	"os"

	helm "helm.sh/helm/v4/pkg/cmd"

	"dev.mcpk8s/tools/catalogue"
)

func main() {
	root, err := helm.NewRootCmd(io.Discard, nil, func(bool) {})
	if err == nil {
		err = catalogue.Write(os.Stdout, "v4.3.1", root)
	}
	if err != nil {
		log.Fatal(err)
	}
}
