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

	"dev.mcpk8s/testcluster/internal/cluster"
	"dev.mcpk8s/testcluster/internal/image"
	"dev.mcpk8s/testcluster/internal/machine"
)

// words collects a flag that may be given several times.
func words(list *[]string) func(string) error {
	return func(word string) error {
		*list = append(*list, word)
		return nil
	}
}

// makeImage writes the archive of an image.
func makeImage(args []string) error {
	var made image.Image
	var target string
	flags := flag.NewFlagSet("image", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&made.Name, "name", "", "")
	flags.StringVar(&made.From, "from", "", "")
	flags.StringVar(&target, "o", "", "")
	flags.StringVar(&made.User, "user", "", "")
	flags.StringVar(&made.Workdir, "workdir", "", "")
	flags.Func("entrypoint", "", words(&made.Entrypoint))
	flags.Func("env", "", words(&made.Env))
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("%w\n\n%s", err, usage)
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q\n\n%s", flags.Arg(0), usage)
	}
	if made.Name == "" || made.From == "" || target == "" {
		return fmt.Errorf("--name, --from and -o are needed\n\n%s", usage)
	}
	return made.WriteFile(target)
}

// importImages gives images to the node of another process's cluster.
func importImages(ctx context.Context, args []string) error {
	var folder string
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&folder, "dir", "", "")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("%w\n\n%s", err, usage)
	}
	if folder == "" || flags.NArg() == 0 {
		return fmt.Errorf("--dir and an image are needed\n\n%s", usage)
	}
	for _, spec := range flags.Args() {
		if err := cluster.ImportInto(ctx, folder, spec); err != nil {
			return err
		}
	}
	return nil
}

// checkNode says whether a node could run here.
func checkNode() error {
	if missing := cluster.MissingForNode(); len(missing) > 0 {
		return errors.New("missing for a cluster with a node: " + strings.Join(missing, ", "))
	}
	return nil
}

// partOfNode is what this program is inside a node, or beside one. Nobody calls it by hand.
func partOfNode(ctx context.Context, args []string, stdin io.Reader, stdout io.Writer) error {
	switch {
	case args[0] == cluster.PauseCommand:
		pause(ctx)
		return nil
	case len(args) != 2:
		return fmt.Errorf("%s is not for people", args[0])
	case args[0] == machine.InitCommand:
		return machine.Init(args[1], stdin, stdout)
	default:
		return cluster.Guard(args[1], stdin)
	}
}

// pause holds a pod's namespaces until it is told to end. Where containers share their processes it is the first of
// them, and takes note of the ends of those whose parents ended before.
func pause(ctx context.Context) {
	ends := make(chan os.Signal, 1)
	signal.Notify(ends, syscall.SIGCHLD)
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-ends:
			for pid := 1; pid > 0; {
				pid, _ = syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
			}
		}
	}
}
