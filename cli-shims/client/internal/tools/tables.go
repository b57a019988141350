package tools

import (
	"os"
	"strings"

	"dev.mcpk8s/client/internal/plan"
	"dev.mcpk8s/client/internal/upload"
)

var helm = tool{
	name: "helm",
	flags: map[string]flag{
		"ca-file":              {use: file},
		"cert-file":            {use: file},
		"destination":          {"d", output},
		"key-file":             {use: file},
		"kube-apiserver":       {},
		"kube-as-user":         {},
		"kube-ca-file":         {},
		"kube-context":         {},
		"kube-tls-server-name": {},
		"kube-token":           {},
		"keyring":              {use: file},
		"kubeconfig":           {},
		"namespace":            {"n", text},
		"output-dir":           {use: output},
		"passphrase-file":      {use: input},
		"set":                  {},
		"set-file":             {use: keyedFiles},
		"set-json":             {},
		"set-literal":          {},
		"set-string":           {},
		"values":               {"f", fileList},
		"version":              {},
	},
	otherwise:  map[string]string{"list": "df", "ls": "df"}, // --date and --filter
	connection: helmConnection,
	choice:     []string{"kube-context"},
	local: []string{
		"", "completion", "create", "dep", "dependencies", "dependency", "env", "fetch", "help", "inspect", "lint",
		"package", "plugin", "pull", "push", "registry", "repo", "search", "show", "verify", "version",
	},
	arguments: []string{
		"dep", "dependencies", "dependency", "inspect", "install", "lint", "package", "push", "show", "template",
		"upgrade", "verify",
	},
	adjust: adjustHelm,
}

// helmConnection: flags win over helm's own variables.
func helmConnection(s *scanned, p *plan.Plan) {
	o := &p.Connection
	o.Context = os.Getenv("HELM_KUBECONTEXT")
	o.Server = os.Getenv("HELM_KUBEAPISERVER")
	o.Token = os.Getenv("HELM_KUBETOKEN")
	o.CertificateAuthority = os.Getenv("HELM_KUBECAFILE")
	o.TLSServerName = os.Getenv("HELM_KUBETLS_SERVER_NAME")
	o.Insecure = os.Getenv("HELM_KUBEINSECURE_SKIP_TLS_VERIFY") == "true"
	o.Namespace = os.Getenv("HELM_NAMESPACE")
	s.move("kubeconfig", &o.Path)
	s.move("kube-apiserver", &o.Server)
	s.move("kube-token", &o.Token)
	s.move("kube-ca-file", &o.CertificateAuthority)
	s.move("kube-tls-server-name", &o.TLSServerName)
	if on, given := s.switches["kube-insecure-skip-tls-verify"]; given {
		o.Insecure = on
		s.drop("kube-insecure-skip-tls-verify")
	}
	if context := s.last("kube-context"); context != "" {
		o.Context = context
	}
	if s.command(1) == "template" && !s.switches["validate"] && !asksServer(s) {
		p.Config = plan.None
	}
}

func asksServer(s *scanned) bool {
	for _, word := range s.words {
		if word == "--dry-run=server" {
			return true
		}
	}
	return false
}

func adjustHelm(s *scanned, p *plan.Plan, files *upload.Files) error {
	switch s.command(1) {
	case "create":
		if len(s.arguments) > 1 {
			index := s.arguments[1]
			path := s.words[index]
			s.words[index] = files.Output(path)
			p.Outputs = append(p.Outputs, plan.Output{Sent: s.words[index], Path: path})
		}
	case "package":
		if s.last("destination") == "" {
			sent, path := files.Here()
			s.words = append(s.words, "--destination="+sent)
			s.gone = append(s.gone, false)
			p.Outputs = append(p.Outputs, plan.Output{Sent: sent, Path: path})
		}
	case "pull", "fetch":
		if s.last("destination") == "" {
			p.Outputs = append(p.Outputs, plan.Output{Sent: ".", Path: "."})
		}
	}
	if s.switches["password-stdin"] {
		p.Stdin = "--password-stdin"
	}
	return nil
}

var istioctl = tool{
	name: "istioctl",
	flags: map[string]flag{
		"context":          {},
		"file":             {use: input},
		"filename":         {"f", manifests},
		"injectConfigFile": {use: file},
		"istioNamespace":   {"i", text},
		"kubeconfig":       {"c", text},
		"manifests":        {"d", tree},
		"meshConfigFile":   {use: file},
		"namespace":        {"n", text},
		"output":           {"o", text},
		"set":              {},
		"valuesFile":       {use: file},
	},
	connection: func(s *scanned, p *plan.Plan) {
		s.move("kubeconfig", &p.Connection.Path)
		p.Connection.Context = s.last("context")
	},
	choice:    []string{"context"},
	local:     []string{"", "completion", "help", "manifest", "profile", "validate"},
	arguments: []string{"analyze", "validate"},
	adjust: func(s *scanned, p *plan.Plan, files *upload.Files) error {
		if writesFiles(s) {
			outputFlag(s, p, files)
		}
		for _, index := range s.arguments {
			if s.words[index] == "-" {
				p.Stdin = "-"
			}
		}
		return nil
	},
}

// writesFiles tells the commands of istioctl whose -o is a file or a folder.
func writesFiles(s *scanned) bool {
	two := s.command(2)
	return two == "manifest generate" || two == "manifest translate" || s.command(1) == "kube-inject" ||
		strings.HasSuffix(s.command(4), " workload entry configure")
}

// outputFlag is for commands where -o names files and not a format.
func outputFlag(s *scanned, p *plan.Plan, files *upload.Files) {
	for _, o := range s.options {
		if o.name == "output" {
			sent := files.Output(o.value)
			p.Outputs = append(p.Outputs, plan.Output{Sent: sent, Path: o.value})
			s.set(o, sent)
		}
	}
}

var argocd = tool{
	name: "argocd",
	flags: map[string]flag{
		"argocd-context":               {},
		"auth-token":                   {},
		"config":                       {use: file},
		"file":                         {"f", fileList},
		"from":                         {use: file},
		"gcp-service-account-key-path": {use: file},
		"github-app-private-key-path":  {use: file},
		"kube-context":                 {},
		"kubeconfig":                   {},
		"local":                        {use: tree},
		"ssh-private-key-path":         {use: file},
		"tls-client-cert-key-path":     {use: file},
		"tls-client-cert-path":         {use: file},
		"values-literal-file":          {use: file},
	},
	otherwise: map[string]string{"app logs": "f"}, // --follow
	connection: func(s *scanned, p *plan.Plan) {
		s.move("kubeconfig", &p.Connection.Path)
		p.Connection.Context = s.last("kube-context")
		p.ArgocdToken = os.Getenv("ARGOCD_AUTH_TOKEN")
		s.move("auth-token", &p.ArgocdToken)
		s.move("argocd-context", &p.ArgocdContext)
		if !s.switches["core"] {
			p.Config = plan.None // it speaks with Argo CD's own API
		}
	},
	choice:    []string{"kube-context"},
	arguments: []string{"appset"},
	adjust: func(s *scanned, p *plan.Plan, _ *upload.Files) error {
		name := s.command(2)
		if s.last("from") == "" && (name == "cert add-tls" || name == "cert add-ssh" && s.switches["batch"]) {
			p.Stdin = name
		}
		return nil
	},
}
