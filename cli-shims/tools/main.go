// Command tools finds the external programs that the service runs, or builds them from pinned Go modules.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

const usage = `tools finds the programs that the service runs, or builds them (minutes, the first time).

  tools MODULES [--into FOLDER] [NAME...]

MODULES is the folder that holds one Go module for each tool. With --into, FOLDER gets a link to each program; else
their files are printed, one a line. Without names: all but helm3.
A program on PATH or in $MCP_K8S_TOOLS_DIRECTORY counts when it is exactly the pinned version.
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "tools:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		return errors.New("say where the modules are\n\n" + usage)
	}
	f, err := newFinder(args[0], stderr)
	if err != nil {
		return err
	}
	into, wanted, err := parse(args[1:])
	if err != nil {
		return err
	}
	programs := map[string]string{}
	for _, t := range wanted {
		file, err := f.find(ctx, t)
		if err != nil {
			return err
		}
		programs[t.name] = file
		if into == "" {
			fmt.Fprintln(stdout, file)
		}
	}
	if into != "" {
		return link(into, programs)
	}
	return nil
}

func parse(args []string) (string, []tool, error) {
	into := ""
	var wanted []tool
	for i := 0; i < len(args); i++ {
		if args[i] == "--into" && i+1 < len(args) {
			i++
			into = args[i]
			continue
		}
		t, ok := named(args[i])
		if !ok {
			return "", nil, fmt.Errorf("unknown tool %q; there are: %s", args[i], names())
		}
		wanted = append(wanted, t)
	}
	if len(wanted) == 0 {
		for _, t := range tools {
			if !t.optional() {
				wanted = append(wanted, t)
			}
		}
	}
	return into, wanted, nil
}
