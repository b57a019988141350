// Command mcp-proxy serves a stdio MCP server over HTTP. It is process 1 of an ephemeral server's
// container.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"os/signal"
	"syscall"

	"dev.mcpk8s/ephemeral-proxy/internal/options"
	"dev.mcpk8s/ephemeral-proxy/internal/proxy"
)

const badUsage = 2

func main() {
	given, err := options.Parse(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		fmt.Print(options.Usage)
		return
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "mcp-proxy: %v\n\n%s", err, options.Usage)
		os.Exit(badUsage)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	code := proxy.Run(ctx, given, func(address net.Addr) {
		fmt.Fprintf(os.Stderr, "mcp-proxy: listening on %s\n", address)
	})
	stop()
	os.Exit(code)
}
