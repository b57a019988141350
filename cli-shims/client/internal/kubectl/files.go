package kubectl

import (
	"strings"

	"dev.mcpk8s/client/internal/plan"
	"dev.mcpk8s/client/internal/upload"
)

// fileFormats are output formats whose template stands in a file.
var fileFormats = []string{"custom-columns-file", "go-template-file", "jsonpath-file", "templatefile"}

// takeFiles sends what the line names and writes the request's paths into it.
func (l *Line) takeFiles(p *plan.Plan, files *upload.Files) error {
	for _, given := range l.Flags {
		if err := l.takeFlag(p, files, given); err != nil {
			return err
		}
	}
	switch l.Command.Name {
	case "kustomize":
		return l.kustomize(p, files)
	case "cp":
		return l.copy(p, files)
	case "set env":
		for _, argument := range l.Arguments {
			if argument.Text == "-" {
				p.Stdin = "-"
			}
		}
	}
	return nil
}

func (l *Line) takeFlag(p *plan.Plan, files *upload.Files, given Given) error {
	path := given.Value
	mapped, err := path, error(nil)
	switch given.Flag.Name {
	case "filename":
		mapped, err = plan.MapList(path, func(name string) (string, error) { return l.manifest(p, files, name) })
	case "kustomize":
		mapped, err = files.Kustomization(path)
	case "from-file":
		mapped, err = plan.MapList(path, files.Source)
	case "from-env-file":
		mapped, err = plan.MapList(path, files.File)
	case "patch-file", "custom":
		mapped, err = files.File(path)
	case "cert", "key":
		if l.Command.Name == "create secret tls" {
			mapped, err = files.File(path)
		}
	case "template":
		if namesFile(l.Text("output")) {
			mapped, err = files.File(path)
		}
	case "output":
		mapped, err = l.format(files, path)
	case "output-directory":
		mapped = output(p, files, path)
	}
	if err == nil && mapped != path {
		given.Set(mapped)
	}
	return err
}

func (l *Line) manifest(p *plan.Plan, files *upload.Files, name string) (string, error) {
	switch {
	case name == "-":
		p.Stdin = "-f -"
		return name, nil
	case strings.HasPrefix(name, "http://"), strings.HasPrefix(name, "https://"):
		return files.Address(name)
	}
	return files.Manifests(name, l.Is("recursive"))
}

func namesFile(format string) bool {
	for _, known := range fileFormats {
		if format == known {
			return true
		}
	}
	return false
}

// format sends the file of -o jsonpath-file=FILE and its like.
func (l *Line) format(files *upload.Files, value string) (string, error) {
	format, path, found := strings.Cut(value, "=")
	if !found || !namesFile(format) {
		return value, nil
	}
	mapped, err := files.File(path)
	return format + "=" + mapped, err
}

// output notes where files may be written.
func output(p *plan.Plan, files *upload.Files, path string) string {
	if path == "" || path == "-" {
		return path
	}
	sent := files.Output(path)
	p.Outputs = append(p.Outputs, plan.Output{Sent: sent, Path: path})
	return sent
}

func (l *Line) kustomize(p *plan.Plan, files *upload.Files) error {
	for _, argument := range l.Arguments {
		mapped, err := files.Kustomization(argument.Text)
		if err != nil {
			return err
		}
		argument.Set(mapped)
	}
	if len(l.Arguments) == 0 {
		mapped, err := files.Kustomization(".")
		if err != nil {
			return err
		}
		l.words = append(l.words, mapped)
		l.gone = append(l.gone, false)
	}
	for _, given := range l.All("output") {
		given.Set(output(p, files, given.Value))
	}
	return nil
}

// copy sends what goes into a pod, and notes where that lands which comes out of one.
func (l *Line) copy(p *plan.Plan, files *upload.Files) error {
	for i, argument := range l.Arguments {
		if strings.IndexByte(argument.Text, ':') > 0 {
			continue
		}
		if i == 0 {
			mapped, err := files.Tree(argument.Text)
			if err != nil {
				return err
			}
			argument.Set(mapped)
		} else {
			argument.Set(output(p, files, argument.Text))
		}
	}
	return nil
}
