// Command catalogue prints the commands and flags of the pinned istioctl as data.
package main

import (
	"log"
	"os"

	"istio.io/istio/istioctl/cmd"
	istiolog "istio.io/istio/pkg/log"

	"dev.mcpk8s/tools/catalogue"
)

func main() {
	istiolog.EnableKlogWithCobra() // it adds a flag, as in istioctl's own main
	if err := catalogue.Write(os.Stdout, "1.31.0", cmd.GetRootCmd(nil)); err != nil {
		log.Fatal(err)
	}
}
