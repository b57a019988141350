// Command redis is the cache of the tests' Argo CD: in memory, on a free port of the loopback address, which it prints,
// until its standard input ends.
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/alicebob/miniredis/v2"
)

func main() {
	server, err := miniredis.Run()
	if err != nil {
		log.Fatal(err)
	}
	defer server.Close()
	fmt.Println(server.Port())
	_, _ = io.Copy(io.Discard, os.Stdin)
}
