package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"dev.mcpk8s/testcluster/internal/binaries"
	"dev.mcpk8s/testcluster/internal/cluster"
)

type upOptions struct {
	dir        string
	count      int
	foreground bool // for a person: words in place of JSON, and standard input is not read
	node       bool
	images     []string // for the node
}

// ready is the line that a caller waits for; it also says what the caller needs to know.
type ready struct {
	Ready     bool           `json:"ready"`
	Cluster   string         `json:"cluster"`
	Server    string         `json:"server"`
	Version   string         `json:"version"`
	Dir       string         `json:"dir"`
	Kubectl   string         `json:"kubectl"`
	Node      string         `json:"node,omitempty"`
	Processes map[string]int `json:"processes"`
}

// answer is the reply to one command line on standard input.
type answer struct {
	Command string `json:"command"`
	OK      bool   `json:"ok"`
	Error   string `json:"error,omitempty"`
}

// up runs clusters until the caller goes away, a signal arrives or a program of a cluster dies.
func up(ctx context.Context, options upOptions, stdin io.Reader, stdout, stderr io.Writer) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	lines := make(chan string)
	if options.foreground {
		go watchParent(ctx, cancel)
	} else {
		go readLines(ctx, stdin, lines, cancel)
	}
	if swept := cluster.Sweep(); swept > 0 {
		fmt.Fprintf(stderr, "removed %d folder(s) of launchers that were killed\n", swept)
	}
	finder, err := binaries.NewFinder(stderr)
	if err != nil {
		return err
	}
	programs, err := finder.Find(ctx, options.programs()...)
	if err != nil {
		return ended(ctx, err)
	}
	clusters, err := startAll(ctx, options, programs)
	defer func() {
		for _, c := range clusters {
			err = errors.Join(err, c.Stop())
		}
	}()
	if err != nil {
		return ended(ctx, err)
	}
	// one that was killed a moment ago held its folder until the last of its programs had gone
	cluster.Sweep()
	out := json.NewEncoder(stdout)
	for _, c := range clusters {
		if options.foreground {
			explain(stdout, c, programs[binaries.Kubectl])
			continue
		}
		line := ready{true, c.Name, c.Server(), binaries.Version, c.Path(), programs[binaries.Kubectl], c.NodeName(), c.Processes()}
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	return serve(ctx, clusters, lines, out)
}

func (o upOptions) programs() []string {
	if o.node {
		return binaries.All()
	}
	return binaries.Names
}

// startAll starts the clusters side by side. It returns those that run even when another one failed.
func startAll(ctx context.Context, options upOptions, programs binaries.Set) ([]*cluster.Cluster, error) {
	type outcome struct {
		cluster *cluster.Cluster
		err     error
	}
	outcomes := make([]chan outcome, options.count)
	for i := range outcomes {
		outcomes[i] = make(chan outcome, 1)
		name, dir := strconv.Itoa(i+1), options.dir
		if dir != "" && options.count > 1 {
			dir = filepath.Join(dir, name)
		}
		go func() {
			c, err := cluster.Start(ctx, cluster.Options{Name: name, Folder: dir, Node: options.node, Images: options.images}, programs)
			outcomes[i] <- outcome{c, err}
		}()
	}
	var clusters []*cluster.Cluster
	var errs []error
	for _, channel := range outcomes {
		result := <-channel
		if result.err != nil {
			errs = append(errs, result.err)
		} else {
			clusters = append(clusters, result.cluster)
		}
	}
	return clusters, errors.Join(errs...)
}

// serve answers commands until it is time to stop.
func serve(ctx context.Context, clusters []*cluster.Cluster, lines <-chan string, out *json.Encoder) error {
	failed := make(chan error)
	for _, c := range clusters {
		go func() {
			select {
			case err := <-c.Failed():
				failed <- fmt.Errorf("cluster %s: %w", c.Name, err)
			case <-ctx.Done():
			}
		}()
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-failed:
			return err
		case line := <-lines:
			reply := answer{Command: line, OK: true}
			if err := obey(ctx, clusters, line); err != nil {
				reply.OK, reply.Error = false, err.Error()
			}
			if err := out.Encode(reply); err != nil {
				return err
			}
		}
	}
}

// obey runs one command line: a verb and, where there are several clusters, the cluster's number. What import-image
// takes may hold blanks.
func obey(ctx context.Context, clusters []*cluster.Cluster, line string) error {
	verb, rest, _ := strings.Cut(line, " ")
	if rest = strings.TrimSpace(rest); verb == importImage {
		chosen := clusters[0]
		if len(clusters) > 1 {
			last := strings.LastIndexByte(rest, ' ')
			var err error
			if chosen, err = choose(clusters, rest[last+1:]); err != nil {
				return err
			}
			rest = strings.TrimSpace(rest[:max(0, last)])
		}
		return chosen.ImportImage(ctx, rest)
	}
	if strings.Contains(rest, " ") {
		return errors.New("too many words: a command and a cluster are expected")
	}
	chosen, err := choose(clusters, cmp.Or(rest, "1"))
	if err != nil {
		return err
	}
	return command(ctx, chosen, verb)
}

func choose(clusters []*cluster.Cluster, word string) (*cluster.Cluster, error) {
	number, err := strconv.Atoi(word)
	if err != nil || number < 1 || number > len(clusters) {
		return nil, fmt.Errorf("there is no cluster %q; there are 1 to %d", word, len(clusters))
	}
	return clusters[number-1], nil
}

// importImage is the one command that takes an argument.
const importImage = "import-image"

func command(ctx context.Context, chosen *cluster.Cluster, verb string) error {
	switch verb {
	case "stop-apiserver":
		return chosen.StopAPIServer()
	case "start-apiserver":
		return chosen.StartAPIServer(ctx)
	case "pause-apiserver":
		return chosen.PauseAPIServer()
	case "resume-apiserver":
		return chosen.ResumeAPIServer()
	default:
		return fmt.Errorf("unknown command %q; there are stop-apiserver, start-apiserver, pause-apiserver, resume-apiserver and %s", verb, importImage)
	}
}

// readLines passes on the caller's commands. The end of the input is the end of the caller, and so ours.
func readLines(ctx context.Context, stdin io.Reader, lines chan<- string, end context.CancelFunc) {
	defer end()
	scanner := bufio.NewScanner(stdin)
	for scanner.Scan() {
		line := strings.TrimSpace(scanner.Text())
		if line == "" {
			continue
		}
		select {
		case lines <- line:
		case <-ctx.Done():
			return
		}
	}
}

// watchParent ends us when our parent died: its children get another parent then.
func watchParent(ctx context.Context, end context.CancelFunc) {
	parent := os.Getppid()
	for ctx.Err() == nil {
		if os.Getppid() != parent {
			end()
			return
		}
		time.Sleep(500 * time.Millisecond)
	}
}

// ended forgets an error that only says that we were told to stop.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func explain(out io.Writer, c *cluster.Cluster, kubectl string) {
	fmt.Fprintf(out, `
Kubernetes %s runs at %s until you press Ctrl-C. In another terminal:

  export KUBECONFIG=%s
  %s get all --all-namespaces

%s holds more kubeconfigs: with a client certificate, of a limited user, and broken ones.
`, binaries.Version, c.Server(), c.Kubeconfig("admin"), kubectl, c.Path())
	if c.NodeName() != "" {
		fmt.Fprintf(out, `
Pods run on %s. It pulls nothing; this gives it an image made of a folder:

  scripts/testcluster import --dir %s NAME:TAG=FOLDER
`, c.NodeName(), c.Path())
	}
}
