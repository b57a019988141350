package tools

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dev.mcpk8s/client/internal/plan"
	"dev.mcpk8s/client/internal/upload"
)

// use is what a flag's value is.
type use int

const (
	text use = iota
	file
	input // a file, or - for standard input
	fileList
	keyedFiles
	manifests
	tree
	output
)

// tool is one tool's table.
type tool struct {
	name string
	// flags with a value: long name to short form and use.
	flags map[string]flag
	// otherwise are short forms that mean something else to a command, by its first words.
	otherwise map[string]string
	// connection moves flags and environment into the overrides.
	connection func(*scanned, *plan.Plan)
	// choice are flags that choose the context.
	choice []string
	// local are commands that look at no cluster, by their first word.
	local []string
	// arguments are commands whose arguments may be files, by their first word.
	arguments []string
	// adjust is for what no table can say.
	adjust func(s *scanned, p *plan.Plan, files *upload.Files) error
}

type flag struct {
	short string
	use   use
}

// Plan makes a line of helm, istioctl or argocd ready.
func Plan(name string, words []string, terminal bool, files *upload.Files) (*plan.Plan, error) {
	t, ok := map[string]tool{"helm": helm, "istioctl": istioctl, "argocd": argocd}[name]
	if !ok {
		return nil, fmt.Errorf("there is no tool %q", name)
	}
	flags := table{takes: map[string]string{}, otherwise: t.otherwise}
	for long, flag := range t.flags {
		flags.takes[long] = flag.short
	}
	s := flags.scan(words)
	p := &plan.Plan{Words: s.text, DropChoice: func() { s.removeAll(t.choice) }}
	if s.switches["help"] || s.switches["h"] || slices.Contains(t.local, s.command(1)) {
		p.Config = plan.None
	}
	t.connection(s, p)
	if err := t.takeFlags(s, p, files); err != nil {
		return nil, err
	}
	if slices.Contains(t.arguments, s.command(1)) {
		if err := t.takeArguments(s, files); err != nil {
			return nil, err
		}
	}
	if t.adjust != nil {
		if err := t.adjust(s, p, files); err != nil {
			return nil, err
		}
	}
	if s.switches["help"] || s.switches["h"] {
		p.Stdin = ""
	}
	if p.Stdin != "" && terminal {
		p.Refusal = name + " " + p.Stdin + " would read from this terminal: give it its input from a file or a pipe"
	}
	return p, nil
}

func (s *scanned) removeAll(names []string) {
	for _, o := range s.options {
		if slices.Contains(names, o.name) {
			s.remove(o)
		}
	}
}

// move takes a flag off the line into a field.
func (s *scanned) move(name string, into *string) {
	for _, o := range s.options {
		if o.name == name {
			*into = o.value
			s.remove(o)
		}
	}
}

// last is a flag's last value; empty when it is not given.
func (s *scanned) last(name string) string {
	value := ""
	for _, o := range s.options {
		if o.name == name {
			value = o.value
		}
	}
	return value
}

func (t tool) takeFlags(s *scanned, p *plan.Plan, files *upload.Files) error {
	recursive := s.switches["recursive"] || s.switches["R"]
	for _, o := range s.options {
		mapped, err := o.value, error(nil)
		each := func(path string) (string, error) { return takeOne(p, files, "-"+t.flags[o.name].short, path) }
		switch t.flags[o.name].use {
		case file:
			mapped, err = files.File(o.value)
		case input:
			mapped, err = takeOne(p, files, "--"+o.name, o.value)
		case fileList:
			mapped, err = plan.MapList(o.value, each)
		case keyedFiles:
			mapped, err = keyed(files, o.value)
		case manifests:
			mapped, err = plan.MapList(o.value, func(path string) (string, error) {
				if path == "-" {
					return each(path)
				}
				return files.Manifests(path, recursive)
			})
		case tree:
			mapped, err = files.Tree(o.value)
		case output:
			mapped = files.Output(o.value)
			p.Outputs = append(p.Outputs, plan.Output{Sent: mapped, Path: o.value})
		}
		if err != nil {
			return err
		}
		if mapped != o.value {
			s.set(o, mapped)
		}
	}
	return nil
}

func takeOne(p *plan.Plan, files *upload.Files, flag, path string) (string, error) {
	switch {
	case path == "-":
		p.Stdin = flag + " -"
		return path, nil
	case strings.HasPrefix(path, "http://"), strings.HasPrefix(path, "https://"):
		return files.Address(path)
	}
	return files.File(path)
}

// keyed reads name=path,name=path.
func keyed(files *upload.Files, value string) (string, error) {
	pairs := strings.Split(value, ",")
	for i, pair := range pairs {
		key, path, found := strings.Cut(pair, "=")
		if !found {
			continue
		}
		mapped, err := files.File(path)
		if err != nil {
			return "", err
		}
		pairs[i] = key + "=" + mapped
	}
	return strings.Join(pairs, ","), nil
}

// takeArguments sends the arguments that are files or folders here. One that only looks like a path
// is renamed all the same, so that the tool itself says that it is missing.
func (t tool) takeArguments(s *scanned, files *upload.Files) error {
	for _, index := range s.arguments[1:] {
		word := s.words[index]
		if strings.Contains(word, "://") || word == "-" || word == "" {
			continue
		}
		mapped := files.Word(word)
		if t.looksLikeFile(word) {
			var err error
			if mapped, err = files.Tree(word); err != nil {
				return err
			}
		}
		if mapped != word {
			// Without a dot helm takes what is not there for a chart of a repository.
			mapped = "./" + mapped
		}
		s.words[index] = mapped
	}
	return nil
}

// looksLikeFile keeps a folder that happens to have the name of a helm release from being sent.
func (t tool) looksLikeFile(word string) bool {
	info, err := os.Stat(word)
	if err != nil {
		return false
	}
	if t.name != "helm" || !info.IsDir() || strings.ContainsRune(word, '/') || word == "." || word == ".." {
		return true
	}
	_, err = os.Stat(filepath.Join(word, "Chart.yaml"))
	return err == nil
}
