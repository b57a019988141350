package dropin

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"dev.mcpk8s/client/internal/plan"
	"dev.mcpk8s/client/internal/service"
)

// save writes what the command wrote, and only where the line said that it may.
func save(files map[string]service.File, outputs []plan.Output) error {
	var problems []error
	told := map[string]bool{}
	for _, name := range sortedNames(files) {
		if files[name].Content == nil {
			problems = append(problems, fmt.Errorf("%s was too large for the service to bring it along", name))
			continue
		}
		if err := saveOne(name, files[name].Content, outputs); err != nil && !told[err.Error()] {
			told[err.Error()] = true
			problems = append(problems, err)
		}
	}
	return errors.Join(problems...)
}

func sortedNames(files map[string]service.File) []string {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func saveOne(name string, content []byte, outputs []plan.Output) error {
	for _, output := range outputs {
		sent := path.Clean(output.Sent)
		clean := path.Clean(name)
		if clean == sent && sent != "." {
			return os.WriteFile(output.Path, content, 0o666)
		}
		below, inside := strings.CutPrefix(clean, sent+"/")
		if sent == "." {
			below, inside = clean, true
		}
		if inside && filepath.IsLocal(below) {
			return saveBelow(output.Path, below, content)
		}
	}
	return fmt.Errorf("the service sent a file that the command line does not name, and it was not written: %q", name)
}

// saveBelow goes through no link that leads out of the folder.
func saveBelow(folder, name string, content []byte) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	return root.WriteFile(name, content, 0o666)
}
