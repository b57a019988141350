// Package dropin runs one command line through the service as if the tool itself ran here.
package dropin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	"dev.mcpk8s/client/internal/credential"
	"dev.mcpk8s/client/internal/kubeconfig"
	"dev.mcpk8s/client/internal/kubectl"
	"dev.mcpk8s/client/internal/plan"
	"dev.mcpk8s/client/internal/service"
	"dev.mcpk8s/client/internal/tools"
	"dev.mcpk8s/client/internal/upload"
)

// Streams are the process's own.
type Streams struct {
	Stdin          *os.File
	Stdout, Stderr io.Writer
}

// Run runs a tool's command line and returns its exit code.
//
// Signals are left alone: a process that ends closes its connection, and with it ends the command.
func Run(tool string, words []string, streams Streams) int {
	status, err := run(tool, words, streams)
	if err == nil {
		return status
	}
	fmt.Fprintln(streams.Stderr, spoken(tool, err))
	var problem *service.Problem
	if errors.As(err, &problem) {
		return problem.Status()
	}
	return 1
}

// spoken is an error in the words of the tool.
func spoken(tool string, err error) string {
	message := strings.TrimSuffix(err.Error(), "\n")
	var verbatim interface{ Verbatim() }
	switch {
	case errors.As(err, &verbatim):
		return message
	case tool == "kubectl":
		return "error: " + message
	}
	return "Error: " + message
}

func run(tool string, words []string, streams Streams) (int, error) {
	target, err := service.FromEnvironment()
	if err != nil {
		return 0, err
	}
	folder, err := os.Getwd()
	if err != nil {
		folder = "/" // it is gone; a line that names no file needs none
	}
	files := upload.New(folder)
	terminal := term.IsTerminal(int(streams.Stdin.Fd()))
	line, err := makePlan(tool, words, terminal, files)
	if err != nil {
		return 0, err
	}
	if line.Refusal != "" {
		return 0, errors.New(line.Refusal)
	}
	fmt.Fprint(streams.Stderr, line.Notice)
	config, err := document(line, streams, terminal)
	if err != nil {
		return 0, err
	}
	request := service.Request{
		Command:     append([]string{tool}, line.Words()...),
		Kubeconfig:  config,
		Files:       files.Contents(),
		Context:     line.ArgocdContext,
		ArgocdToken: line.ArgocdToken,
		Progress:    progress(streams.Stderr),
		DiffFiles:   line.DiffProgram != "",
	}
	if err := checkWords(request.Command); err != nil {
		return 0, err
	}
	if err := takeStdin(&request, line, tool, streams); err != nil {
		return 0, err
	}
	return answer(target, tool, request, line, files.Renames(), streams)
}

// checkWords refuses what JSON would change on the way.
func checkWords(words []string) error {
	for _, word := range words {
		if !utf8.ValidString(word) {
			return fmt.Errorf("a word of the command line is not UTF-8: %q", word)
		}
	}
	return nil
}

// progress is left to the service where somebody looks on.
func progress(stderr io.Writer) *bool {
	if file, ok := stderr.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		return nil
	}
	return new(bool)
}

func makePlan(tool string, words []string, terminal bool, files *upload.Files) (*plan.Plan, error) {
	if tool == "kubectl" {
		return kubectl.Plan(words, terminal, files)
	}
	return tools.Plan(tool, words, terminal, files)
}

// document is the kubeconfig to be sent; empty for none.
func document(line *plan.Plan, streams Streams, terminal bool) (string, error) {
	if line.Config == plan.None {
		return "", nil
	}
	merged, err := kubeconfig.Load(line.Connection.Path)
	if line.Config == plan.Shows && errors.Is(err, fs.ErrNotExist) {
		return all(&kubeconfig.Merged{}, true) // kubectl config shows nothing then
	}
	if err != nil {
		return "", err
	}
	if line.Config == plan.Shows {
		return all(merged, true)
	}
	target, err := merged.Choose(line.Connection)
	var missing *kubeconfig.NotFoundError
	if errors.As(err, &missing) {
		return all(merged, false) // the service says it where kubectl would
	}
	if err != nil || target == nil {
		return "", err
	}
	line.DropChoice()
	text, err := target.Render(func(program *kubeconfig.Exec, cluster kubeconfig.Cluster) (kubeconfig.Credential, error) {
		policy, err := credential.LoadPolicy(line.Preferences)
		if err != nil {
			return kubeconfig.Credential{}, err
		}
		where := credential.Terminal{Stdin: streams.Stdin, Stderr: streams.Stderr, IsTerminal: terminal, Policy: policy}
		if line.Stdin != "" {
			where.InUse = "used by stdin resource manifest reader"
		}
		return where.Run(program, cluster)
	})
	return string(text), err
}

func all(merged *kubeconfig.Merged, withCredentials bool) (string, error) {
	if merged.IsEmpty() {
		return "{apiVersion: v1, kind: Config}", nil
	}
	text, err := merged.RenderAll(withCredentials)
	return string(text), err
}

func answer(target *service.Service, tool string, request service.Request, line *plan.Plan, renames []upload.Rename,
	streams Streams) (int, error) {
	stream, err := target.Send(context.Background(), tool, request)
	if err != nil {
		var problem *service.Problem
		if errors.As(err, &problem) {
			problem.Detail = restored(problem.Detail, renames)
			if request.Stream != nil && problem.IsAboutSize() {
				problem.Detail = line.Stdin + ": " + tooLong
			}
		}
		return 0, err
	}
	defer stream.Close()
	stdout := upload.NewRestorer(streams.Stdout, renames)
	stderr := upload.NewRestorer(streams.Stderr, renames)
	end, err := service.Copy(stream, stdout, stderr)
	if flushed := errors.Join(stdout.Flush(), stderr.Flush()); err == nil {
		err = flushed
	}
	if err != nil {
		return 0, err
	}
	if end.Message != "" {
		fmt.Fprintln(streams.Stderr, "error: "+restored(target.Explained(end.Code, end.Message), renames))
	}
	if end.ExitCode < 0 { // the command did not run
		return 1, nil
	}
	if line.DiffProgram != "" && end.ExitCode == 0 {
		return compare(line.DiffProgram, end.Files, streams)
	}
	return end.ExitCode, save(end.Files, line.Outputs)
}

func restored(text string, renames []upload.Rename) string {
	var out strings.Builder
	restorer := upload.NewRestorer(&out, renames)
	_, _ = io.WriteString(restorer, text)
	_ = restorer.Flush()
	return out.String()
}
