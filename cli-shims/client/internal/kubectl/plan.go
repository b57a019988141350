package kubectl

import (
	"os"
	"slices"
	"strings"

	"dev.mcpk8s/client/internal/plan"
	"dev.mcpk8s/client/internal/upload"
)

const useRealKubectl = "; run the real kubectl for it"

// refused are commands about things that only this machine has.
var refused = map[string]string{
	"port-forward":            "opens a port on this machine, and the command runs in the service" + useRealKubectl,
	"proxy":                   "opens a port on this machine, and the command runs in the service" + useRealKubectl,
	"edit":                    "needs an editor on this machine" + useRealKubectl + ", or use patch, or apply what get -o yaml gave",
	"apply edit-last-applied": "needs an editor on this machine" + useRealKubectl,
	"completion":              "is for a shell on this machine" + useRealKubectl,
	"plugin":                  "looks at the programs of this machine" + useRealKubectl,
	"plugin list":             "looks at the programs of this machine" + useRealKubectl,
	"kuberc":                  "is about a file of this machine" + useRealKubectl,
	"kuberc set":              "is about a file of this machine" + useRealKubectl,
	"kuberc view":             "is about a file of this machine" + useRealKubectl,
	"config delete-cluster":   "writes the kubeconfig on this machine" + useRealKubectl,
	"config delete-context":   "writes the kubeconfig on this machine" + useRealKubectl,
	"config delete-user":      "writes the kubeconfig on this machine" + useRealKubectl,
	"config rename-context":   "writes the kubeconfig on this machine" + useRealKubectl,
	"config set":              "writes the kubeconfig on this machine" + useRealKubectl,
	"config set-cluster":      "writes the kubeconfig on this machine" + useRealKubectl,
	"config set-context":      "writes the kubeconfig on this machine" + useRealKubectl,
	"config set-credentials":  "writes the kubeconfig on this machine" + useRealKubectl,
	"config unset":            "writes the kubeconfig on this machine" + useRealKubectl,
	"config use-context":      "writes the kubeconfig on this machine" + useRealKubectl,
}

// withoutCluster are commands that look at no kubeconfig.
var withoutCluster = []string{"", "help", "kustomize", "options"}

// inPods are commands that can be given this machine's standard input and terminal.
var inPods = []string{"attach", "debug", "exec", "run"}

// Plan makes a line ready.
//
// terminal says whether standard input is one.
func Plan(words []string, terminal bool, files *upload.Files) (*plan.Plan, error) {
	line := Read(words)
	p := &plan.Plan{Words: line.Words, DropChoice: line.dropChoice}
	if line.Is("help") {
		p.Config = plan.None
		return p, nil
	}
	if p.Refusal = line.refusal(); p.Refusal != "" {
		return p, nil
	}
	if line.useTerminal(p, terminal); p.Refusal != "" {
		return p, nil
	}
	if line.Command.Name == "diff" {
		p.DiffProgram = os.Getenv("KUBECTL_EXTERNAL_DIFF")
	}
	line.connection(p)
	return p, line.takeFiles(p, files)
}

func (l *Line) refusal() string {
	name := l.Command.Name
	if reason, ok := refused[name]; ok {
		return "kubectl " + name + " " + reason
	}
	if l.Is("edit") && l.Text("raw") != "" {
		return "--raw and --edit are mutually exclusive"
	}
	if l.Is("edit") {
		return "kubectl " + name + " --edit needs an editor on this machine" + useRealKubectl
	}
	return ""
}

// useTerminal decides about -i and -t as kubectl does where standard input is no terminal, and
// refuses what needs one.
func (l *Line) useTerminal(p *plan.Plan, terminal bool) {
	name := l.Command.Name
	if name == "delete" && l.Is("interactive") {
		l.reads(p, terminal, "kubectl delete --interactive")
		p.Answers = 1
	}
	if !slices.Contains(inPods, name) || l.Text("attach") != "" && !l.Is("attach") {
		return
	}
	stdin, tty := l.Is("stdin"), l.Is("tty")
	switch {
	case tty && (terminal && stdin || name == "run" || name == "debug"):
		p.Refusal = "kubectl " + name + " -t needs a terminal, which does not reach through the service" + useRealKubectl
	case tty:
		for _, given := range l.All("tty") {
			given.Remove()
		}
		if stdin && !l.Is("quiet") {
			p.Notice = "Unable to use a TTY - input is not a terminal or the right kind of file\n"
		}
	}
	if stdin && p.Refusal == "" {
		l.reads(p, terminal, "kubectl "+name+" -i")
		p.Lively = true
	}
}

func (l *Line) reads(p *plan.Plan, terminal bool, who string) {
	if terminal {
		p.Refusal = who + " would talk with this terminal, which does not reach through the service" + useRealKubectl +
			", or give it its input from a file or a pipe"
		return
	}
	p.Stdin = who
}

// connection takes the flags off the line that say where to connect and as whom.
func (l *Line) connection(p *plan.Plan) {
	o := &p.Connection
	l.take("kubeconfig", &o.Path)
	l.take("server", &o.Server)
	l.take("tls-server-name", &o.TLSServerName)
	l.take("certificate-authority", &o.CertificateAuthority)
	l.take("token", &o.Token)
	l.take("client-certificate", &o.ClientCertificate)
	l.take("client-key", &o.ClientKey)
	l.take("username", &o.Username)
	l.take("password", &o.Password)
	o.Insecure = l.Is("insecure-skip-tls-verify")
	l.take("insecure-skip-tls-verify", new(string))
	l.take("cache-dir", new(string))
	l.take("kuberc", &p.Preferences)
	o.Context, o.Cluster, o.User = l.ofEvery("context"), l.ofEvery("cluster"), l.ofEvery("user")
	name := l.Command.Name
	switch {
	case slices.Contains(withoutCluster, name) || name == "version" && l.Is("client"):
		p.Config = plan.None
	case strings.HasPrefix(name, "config"):
		p.Config = plan.Shows
	}
}

// take moves a flag of every command from the line. A command's own flag of that name stays: the
// --token and --server of kubectl config are something else.
func (l *Line) take(name string, into *string) {
	for _, given := range l.All(name) {
		if given.Flag.persistent {
			*into = given.Value
			given.Remove()
		}
	}
}

// ofEvery is the value of a flag of every command: create rolebinding --user is something else.
func (l *Line) ofEvery(name string) string {
	value := ""
	for _, given := range l.All(name) {
		if given.Flag.persistent {
			value = given.Value
		}
	}
	return value
}

func (l *Line) dropChoice() {
	for _, name := range []string{"context", "cluster", "user"} {
		l.take(name, new(string))
	}
}
