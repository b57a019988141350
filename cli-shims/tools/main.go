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

  tools MODULES [--into FOLDER] [--present] [NAME...]

MODULES is the folder that holds one Go module for each tool. With --into, FOLDER gets a link to each program; else
their files are printed, one a line. Without names: all but helm3. With --present nothing is built.
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
	o, err := parse(args[1:])
	if err != nil {
		return err
	}
	if o.present {
		f.build = nil
	}
	programs := map[string]string{}
	for _, t := range o.wanted {
		file, err := f.find(ctx, t)
		if errors.Is(err, errAbsent) {
			f.say("%s %s is not there, and what needs it is skipped (make test-%s builds it)", t.name, t.version, t.name)
			continue
		}
		if err != nil {
			return err
		}
		programs[t.name] = file
		if o.into == "" {
			fmt.Fprintln(stdout, file)
		}
	}
	if o.into != "" {
		return link(o.into, programs)
	}
	return nil
}

// options are what the command line asks for.
type options struct {
	into    string
	present bool
	wanted  []tool
}

func parse(args []string) (options, error) {
	var o options
	for i := 0; i < len(args); i++ {
		if args[i] == "--into" && i+1 < len(args) {
			i++
			o.into = args[i]
			continue
		}
		if args[i] == "--present" {
			o.present = true
			continue
		}
		t, ok := named(args[i])
		if !ok {
			return options{}, fmt.Errorf("unknown tool %q; there are: %s", args[i], names())
		}
		o.wanted = append(o.wanted, t)
	}
	if len(o.wanted) == 0 {
		for _, t := range tools {
			if !t.optional() {
				o.wanted = append(o.wanted, t)
			}
		}
	}
	return o, nil
}
