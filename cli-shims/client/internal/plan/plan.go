// Package plan is what a command line asks of the caller's side before it can be sent.
package plan

import (
	"encoding/csv"
	"strings"

	"dev.mcpk8s/client/internal/kubeconfig"
)

// Config is what a command needs of the kubeconfig.
type Config int

// A command connects, shows the kubeconfig itself, or does neither.
const (
	Connects Config = iota
	Shows
	None
)

// Output is a place of the caller's that the line names for files to be written to.
type Output struct {
	// Sent is how the request names it; "." is the working folder itself.
	Sent string
	// Path is where it is here.
	Path string
}

// Plan is a command line made ready.
type Plan struct {
	// Refusal is why the command cannot go through the service; empty when it can.
	Refusal string
	// Notice is what the tool itself would say on standard error before it begins.
	Notice string
	// Stdin is who reads standard input; empty when nobody does, and then it is left alone.
	Stdin string
	// Answers is how many lines of standard input answer the tool's questions: no byte behind them is
	// read, as the tool itself would not. Zero when all of it is read.
	Answers int
	// Lively says that the tool itself would go on before standard input ends.
	Lively bool
	// Config and Connection say which kubeconfig is sent.
	Config     Config
	Connection kubeconfig.Overrides
	// Preferences is the file with the user's policy for credential programs; empty for the usual.
	Preferences string
	Outputs     []Output
	// DiffProgram compares here what kubectl diff would compare; empty when the service does it.
	DiffProgram string
	// ArgocdContext and ArgocdToken choose the Argo CD server and who speaks with it.
	ArgocdContext string
	ArgocdToken   string

	// Words is the line to be sent.
	Words func() []string
	// DropChoice takes the flags off that chose the context: the kubeconfig that is sent has no other.
	DropChoice func()
}

// MapList gives each value of a comma separated list through a function, quoted as pflag's
// stringSlice has it.
func MapList(list string, each func(string) (string, error)) (string, error) {
	values, err := csv.NewReader(strings.NewReader(list)).Read()
	if err != nil {
		return list, nil // the tool says what is wrong with it
	}
	changed := false
	for i, value := range values {
		mapped, err := each(value)
		if err != nil {
			return "", err
		}
		changed = changed || mapped != value
		values[i] = mapped
	}
	if !changed {
		return list, nil
	}
	var text strings.Builder
	writer := csv.NewWriter(&text)
	if err := writer.Write(values); err != nil {
		return "", err
	}
	writer.Flush()
	return strings.TrimSuffix(text.String(), "\n"), writer.Error()
}
