package dropin

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"dev.mcpk8s/client/internal/service"
)

// diffFailed is how kubectl diff ends when it is not about differences.
const diffFailed = 2

// plainArgument is what kubectl passes on of KUBECTL_EXTERNAL_DIFF behind the program itself
// (kubectl: pkg/cmd/diff/diff.go).
var plainArgument = regexp.MustCompile(`^[a-zA-Z0-9-=]+$`)

// compare runs the user's own diff program on what the service would have compared, and returns
// kubectl's exit code.
func compare(program string, files map[string]service.File, streams Streams) (int, error) {
	folders := map[string]string{}
	for _, version := range []string{"LIVE", "MERGED"} {
		folder, err := os.MkdirTemp("", version+"-")
		if err != nil {
			return 0, err
		}
		defer os.RemoveAll(folder)
		folders[version] = folder
	}
	for _, path := range sortedNames(files) {
		version, name, _ := strings.Cut(path, "/")
		folder, known := folders[version]
		switch {
		case !known || strings.ContainsRune(name, filepath.Separator) || !filepath.IsLocal(name):
			return 0, fmt.Errorf("the service sent a file that is no object's, and nothing was compared: %q", path)
		case files[path].Content == nil:
			return 0, fmt.Errorf("%s was too large for the service to bring it along", name)
		}
		if err := os.WriteFile(filepath.Join(folder, name), files[path].Content, 0o700); err != nil {
			return 0, err
		}
	}
	words := strings.Split(program, " ")
	arguments := []string{folders["LIVE"], folders["MERGED"]}
	for _, word := range words[1:] {
		if plainArgument.MatchString(word) {
			arguments = append(arguments, word)
		}
	}
	return diffStatus(words[0], runDiff(words[0], arguments, streams), streams), nil
}

func runDiff(program string, arguments []string, streams Streams) error {
	command := exec.Command(program, arguments...)
	command.Stdout, command.Stderr = streams.Stdout, streams.Stderr
	return command.Run()
}

func diffStatus(program string, err error, streams Streams) int {
	var ended *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &ended) && ended.ExitCode() <= 1:
		return 1
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		err = exec.ErrNotFound
	}
	fmt.Fprintf(streams.Stderr, "error: failed to run %q: %v\n", program, err)
	return diffFailed
}
