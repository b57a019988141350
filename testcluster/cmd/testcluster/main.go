// Command testcluster runs real Kubernetes control planes for tests and demonstrations.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"dev.mcpk8s/testcluster/internal/binaries"
)

const usage = `testcluster runs a real Kubernetes ` + binaries.Version + ` control plane for tests.

  testcluster binaries [NAME]   find the programs, or build them (minutes, the first time), and print their folders,
                                or the file of one program: etcd, kube-apiserver, kube-controller-manager, kubectl
  testcluster up [--dir DIR] [--count N] [--foreground]
                                start clusters, write kubeconfigs, print one JSON line per cluster on standard output,
                                and run until standard input ends or SIGTERM or SIGINT arrives

While it runs, 'up' reads commands from standard input, one a line: {stop,start,pause,resume}-apiserver [CLUSTER].
Each is answered by a JSON line. See README.md.
`

// stopSignals end us in an orderly way. SIGPIPE is among them: nobody reads our answers any more.
var stopSignals = []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), stopSignals...)
	err := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "testcluster:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	if len(args) == 0 {
		return errors.New("say what to do\n\n" + usage)
	}
	switch args[0] {
	case "binaries":
		return printBinaries(ctx, args[1:], stdout, stderr)
	case "up":
		options, err := parseUp(args[1:])
		if err != nil {
			return err
		}
		return up(ctx, options, stdin, stdout, stderr)
	case "help", "-h", "--help":
		_, err := io.WriteString(stdout, usage)
		return err
	default:
		return fmt.Errorf("unknown command %q\n\n%s", args[0], usage)
	}
}

func parseUp(args []string) (upOptions, error) {
	var options upOptions
	flags := flag.NewFlagSet("up", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&options.dir, "dir", "", "")
	flags.IntVar(&options.count, "count", 1, "")
	flags.BoolVar(&options.foreground, "foreground", false, "")
	if err := flags.Parse(args); err != nil {
		return options, fmt.Errorf("%w\n\n%s", err, usage)
	}
	if flags.NArg() > 0 {
		return options, fmt.Errorf("unexpected argument %q\n\n%s", flags.Arg(0), usage)
	}
	if options.count < 1 || options.count > 20 {
		return options, fmt.Errorf("--count must be 1 to 20, not %d", options.count)
	}
	return options, nil
}

func printBinaries(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	names := binaries.Names
	if len(args) > 0 {
		if len(args) > 1 || !strings.Contains(" "+strings.Join(names, " ")+" ", " "+args[0]+" ") {
			return fmt.Errorf("unknown program %q; there are: %s", strings.Join(args, " "), strings.Join(names, ", "))
		}
		names = args
	}
	finder, err := binaries.NewFinder(stderr)
	if err != nil {
		return err
	}
	set, err := finder.Find(ctx, names...)
	if err != nil {
		return err
	}
	if len(args) == 1 {
		_, err = fmt.Fprintln(stdout, set[args[0]])
		return err
	}
	_, err = fmt.Fprintln(stdout, strings.Join(set.Folders(), "\n"))
	return err
}
