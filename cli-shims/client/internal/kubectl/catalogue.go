// Package kubectl reads a kubectl command line as far as the caller's side needs it: which words
// are flags, and which of them name files, standard input, a terminal or the connection.
package kubectl

import (
	_ "embed"
	"slices"
	"strings"
)

// The same data as the service's; `make catalogue` writes both.
//
//go:embed kubectl-flags.txt
var catalogue string

// Flag is one flag of one command.
type Flag struct {
	Name      string
	Shorthand string
	Type      string
	// Alone is what the flag means without a value; empty when it takes the next word.
	Alone string

	persistent bool
}

// Command is a command with its flags; those of every command stand at kubectl itself.
type Command struct {
	// Name is the path without "kubectl": "rollout status", empty for kubectl itself.
	Name  string
	flags []Flag
}

// tree is the catalogue: commands by path, aliases resolved.
type tree struct {
	commands map[string]*Command
	aliases  map[string]string
}

func load() tree {
	t := tree{commands: map[string]*Command{}, aliases: map[string]string{}}
	var current *Command
	for line := range strings.Lines(catalogue) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch fields[0] {
		case "command":
			current = t.add(fields)
		case "flag":
			current.flags = append(current.flags, flagOf(fields))
		}
	}
	return t
}

func (t tree) add(fields []string) *Command {
	path := strings.TrimSpace(strings.TrimPrefix(fields[1], "kubectl"))
	command := &Command{Name: path}
	t.commands[path] = command
	parent := path[:max(0, strings.LastIndex(path, " "))]
	if len(fields) > 2 && fields[2] != "" {
		for alias := range strings.SplitSeq(fields[2], ",") {
			t.aliases[strings.TrimSpace(parent+" "+alias)] = path
		}
	}
	return command
}

func flagOf(fields []string) Flag {
	field := func(i int) string {
		if i < len(fields) {
			return fields[i]
		}
		return ""
	}
	return Flag{
		Name:       field(1),
		Shorthand:  field(2),
		Type:       field(3),
		Alone:      field(5),
		persistent: slices.Contains(strings.Split(field(6), ","), "persistent"),
	}
}

// child finds a subcommand by its name or an alias of it.
func (t tree) child(parent *Command, word string) *Command {
	path := strings.TrimSpace(parent.Name + " " + word)
	if canonical, ok := t.aliases[path]; ok {
		path = canonical
	}
	return t.commands[path]
}

// flag finds a flag of a command; the command's own come first.
func (t tree) flag(command *Command, matches func(Flag) bool) *Flag {
	for i := range command.flags {
		if matches(command.flags[i]) {
			return &command.flags[i]
		}
	}
	for i, flag := range t.commands[""].flags {
		if (flag.persistent || flag.Name == "help") && matches(flag) {
			return &t.commands[""].flags[i]
		}
	}
	return nil
}

func (t tree) named(command *Command, name string) *Flag {
	name = strings.ReplaceAll(name, "_", "-")
	return t.flag(command, func(f Flag) bool { return f.Name == name })
}

func (t tree) short(command *Command, letter string) *Flag {
	return t.flag(command, func(f Flag) bool { return f.Shorthand == letter })
}
