// Package catalogue writes the commands and flags of a program that is made with cobra as data: one line each, tab
// separated. The service reads it to follow the program's own flag rules, and to know that it knows them all.
package catalogue

import (
	"bufio"
	"fmt"
	"io"
	"sort"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Write describes the program's commands, each with the flags that it adds, hidden ones too.
func Write(to io.Writer, version string, root *cobra.Command) error {
	out := bufio.NewWriter(to)
	fmt.Fprintln(out, "# Made by `make catalogue` from the pinned module. Do not edit.")
	fmt.Fprintln(out, "# command\tpath\taliases\tsuggested for\tattributes")
	fmt.Fprintln(out, "# flag\tname\tshorthand\ttype\t(no default)\tvalue without argument\tattributes")
	writeLine(out, "version", version)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	writeCommand(out, root)
	return out.Flush()
}

func writeCommand(out *bufio.Writer, cmd *cobra.Command) {
	var attributes []string
	if cmd.Hidden {
		attributes = append(attributes, "hidden")
	}
	if cmd.DisableFlagParsing {
		attributes = append(attributes, "rawflags")
	}
	aliases := append([]string{}, cmd.Aliases...)
	sort.Strings(aliases)
	writeLine(out, "command", cmd.CommandPath(), strings.Join(aliases, ","), "", strings.Join(attributes, ","))
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	persistent := cmd.PersistentFlags()
	var flags []*pflag.Flag
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) { flags = append(flags, f) })
	sort.Slice(flags, func(i, j int) bool { return flags[i].Name < flags[j].Name })
	for _, f := range flags {
		writeFlag(out, f, persistent.Lookup(f.Name) == f)
	}
	children := append([]*cobra.Command{}, cmd.Commands()...)
	sort.Slice(children, func(i, j int) bool { return children[i].Name() < children[j].Name() })
	for _, child := range children {
		writeCommand(out, child)
	}
}

func writeFlag(out *bufio.Writer, f *pflag.Flag, persistent bool) {
	var attributes []string
	if persistent {
		attributes = append(attributes, "persistent")
	}
	if f.Hidden || f.Deprecated != "" {
		attributes = append(attributes, "hidden")
	}
	writeLine(out, "flag", f.Name, f.Shorthand, typeOf(f), "", f.NoOptDefVal, strings.Join(attributes, ","))
}

// readTypes are the kinds of values that the service reads as pflag does; of others it takes any text.
var readTypes = map[string]bool{"string": true, "bool": true, "int": true, "int32": true, "int64": true,
	"duration": true, "stringSlice": true, "stringArray": true, "stringToString": true}

func typeOf(f *pflag.Flag) string {
	if readTypes[f.Value.Type()] {
		return f.Value.Type()
	}
	return "other"
}

func writeLine(out *bufio.Writer, columns ...string) {
	escape := strings.NewReplacer("\\", "\\\\", "\t", "\\t", "\n", "\\n")
	for i, column := range columns {
		columns[i] = escape.Replace(column)
	}
	fmt.Fprintln(out, strings.TrimRight(strings.Join(columns, "\t"), "\t"))
}
