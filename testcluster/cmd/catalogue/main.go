// Command catalogue prints kubectl's commands and their flags as data: one line each, tab separated,
// in the order in which kubectl registers them. The service reads it to follow kubectl's flag rules.
package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"k8s.io/cli-runtime/pkg/genericclioptions"
	"k8s.io/cli-runtime/pkg/genericiooptions"
	"k8s.io/component-base/logs"
	kubectl "k8s.io/kubectl/pkg/cmd"
)

// Defaults that name this machine's folders say nothing about kubectl.
var machineDefaults = map[string]string{"cache-dir": "", "kuberc": ""}

func main() {
	os.Setenv("KUBERC", "on")
	streams := genericiooptions.NewTestIOStreamsDiscard()
	root := kubectl.NewKubectlCommand(kubectl.KubectlOptions{
		Arguments:   []string{"kubectl"},
		ConfigFlags: genericclioptions.NewConfigFlags(true).WithDeprecatedPasswordFlag(),
		IOStreams:   streams,
	})
	logs.AddFlags(root.PersistentFlags())
	root.InitDefaultHelpCmd()

	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintln(out, "# Made by `make catalogue` from the kubectl that testcluster/go.mod pins. Do not edit.")
	fmt.Fprintln(out, "# command\tpath\taliases\tsuggested for\tattributes")
	fmt.Fprintln(out, "# flag\tname\tshorthand\ttype\tdefault\tvalue without argument\tattributes")
	writeCommand(out, root)
}

func writeCommand(out *bufio.Writer, cmd *cobra.Command) {
	writeLine(out, "command", cmd.CommandPath(), strings.Join(cmd.Aliases, ","),
		strings.Join(cmd.SuggestFor, ","), commandAttributes(cmd))
	cmd.InitDefaultHelpFlag()
	persistent := cmd.PersistentFlags()
	var flags []*pflag.Flag
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) { flags = append(flags, f) })
	sort.Slice(flags, func(i, j int) bool { return flags[i].Name < flags[j].Name })
	for _, f := range flags {
		writeFlag(out, f, persistent.Lookup(f.Name) == f)
	}
	// Commands() would sort them; kubectl suggests commands in the order of registration.
	cobra.EnableCommandSorting = false
	for _, child := range cmd.Commands() {
		writeCommand(out, child)
	}
}

func commandAttributes(cmd *cobra.Command) string {
	var attributes []string
	if cmd.Hidden {
		attributes = append(attributes, "hidden")
	}
	if cmd.Deprecated != "" {
		attributes = append(attributes, "deprecated")
	}
	if !cmd.Runnable() {
		attributes = append(attributes, "group")
	}
	if cmd.DisableFlagParsing {
		attributes = append(attributes, "rawflags")
	}
	return strings.Join(attributes, ",")
}

func writeFlag(out *bufio.Writer, f *pflag.Flag, persistent bool) {
	var attributes []string
	if persistent {
		attributes = append(attributes, "persistent")
	}
	if f.Hidden {
		attributes = append(attributes, "hidden")
	}
	if f.Deprecated != "" {
		attributes = append(attributes, "deprecated")
	}
	if f.ShorthandDeprecated != "" {
		attributes = append(attributes, "shorthand-deprecated")
	}
	if required, ok := f.Annotations[cobra.BashCompOneRequiredFlag]; ok && required[0] == "true" {
		attributes = append(attributes, "required")
	}
	if namesFile(f) {
		attributes = append(attributes, "file")
	}
	value := f.DefValue
	if replacement, ok := machineDefaults[f.Name]; ok {
		value = replacement
	}
	writeLine(out, "flag", f.Name, f.Shorthand, typeOf(f), value, f.NoOptDefVal,
		strings.Join(attributes, ","))
}

// A duration of Go's own flag package is read as any other, but its error says less.
func typeOf(f *pflag.Flag) string {
	if f.Value.Type() == "duration" && strings.Contains(fmt.Sprintf("%T", f.Value), "flagValueWrapper") {
		return "goduration"
	}
	return f.Value.Type()
}

func namesFile(f *pflag.Flag) bool {
	_, file := f.Annotations[cobra.BashCompFilenameExt]
	_, folder := f.Annotations[cobra.BashCompSubdirsInDir]
	return file || folder
}

func writeLine(out *bufio.Writer, columns ...string) {
	escape := strings.NewReplacer("\\", "\\\\", "\t", "\\t", "\n", "\\n")
	for i, column := range columns {
		columns[i] = escape.Replace(column)
	}
	fmt.Fprintln(out, strings.TrimRight(strings.Join(columns, "\t"), "\t"))
}
