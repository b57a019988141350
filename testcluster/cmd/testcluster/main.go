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
	"slices"
	"strings"
	"syscall"

	"dev.mcpk8s/testcluster/internal/binaries"
	"dev.mcpk8s/testcluster/internal/cluster"
	"dev.mcpk8s/testcluster/internal/machine"
)

const usage = `testcluster runs a real Kubernetes ` + binaries.Version + ` for tests.

  testcluster binaries [NAME]   find the programs, or build them (minutes, the first time), and print their folders,
                                or the file of one program: etcd, kube-apiserver, kube-controller-manager, kubectl,
                                kube-scheduler, kubelet (the last two are for nodes)
  testcluster up [--dir DIR] [--count N] [--foreground] [--node [--image [NAME:TAG=]PATH]...]
                                start clusters, write kubeconfigs, print one JSON line per cluster on standard output,
                                and run until standard input ends or SIGTERM or SIGINT arrives; --node lets pods run
                                (Linux, root), with images made of folders or archives
  testcluster image --name NAME:TAG --from DIR -o FILE [--entrypoint WORD]... [--user UID] [--env NAME=VALUE]... [--workdir DIR]
                                make an archive of an image out of a folder
  testcluster import --dir DIR [NAME:TAG=]PATH...
                                give images to the node of a cluster that runs
  testcluster check-node        say what a node would need here; exit code 1 when something is missing

While it runs, 'up' reads commands from standard input, one a line: {stop,start,pause,resume}-apiserver [CLUSTER] and
import-image [NAME:TAG=]PATH [CLUSTER]. Each is answered by a JSON line. See README.md.
`

// stopSignals end us in an orderly way.
var stopSignals = []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP}

func main() {
	// a write that nobody reads fails, and that says enough: the signal would end us before we have cleared away
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
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
	case "image":
		return makeImage(args[1:])
	case "import":
		return importImages(ctx, args[1:])
	case "check-node":
		return checkNode()
	case machine.InitCommand, cluster.GuardCommand, cluster.PauseCommand:
		return partOfNode(ctx, args, stdin, stdout)
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
	flags.BoolVar(&options.node, "node", false, "")
	flags.Func("image", "", words(&options.images))
	if err := flags.Parse(args); err != nil {
		return options, fmt.Errorf("%w\n\n%s", err, usage)
	}
	if flags.NArg() > 0 {
		return options, fmt.Errorf("unexpected argument %q\n\n%s", flags.Arg(0), usage)
	}
	if options.count < 1 || options.count > 20 {
		return options, fmt.Errorf("--count must be 1 to 20, not %d", options.count)
	}
	if len(options.images) > 0 && !options.node {
		return options, errors.New("--image needs --node")
	}
	return options, nil
}

func printBinaries(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	names := binaries.Names
	if len(args) > 0 {
		if len(args) > 1 || !slices.Contains(binaries.All(), args[0]) {
			return fmt.Errorf("unknown program %q; there are: %s", strings.Join(args, " "), strings.Join(binaries.All(), ", "))
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
