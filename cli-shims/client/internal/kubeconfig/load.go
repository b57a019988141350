package kubeconfig

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"sigs.k8s.io/yaml"
)

// Merged is what the files together say. Of two entries with one name the first file's is taken.
type Merged struct {
	Clusters       map[string]Cluster
	Users          map[string]User
	Contexts       map[string]Context
	CurrentContext string

	// order in which the names were met, for a document that is as stable as the files.
	clusters, users, contexts []string
}

// Load reads the file that is named, or else those of KUBECONFIG, or else ~/.kube/config. Only a
// named file must exist.
func Load(path string) (*Merged, error) {
	files := []string{path}
	if path == "" {
		files = usualFiles()
	} else if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	merged := &Merged{Clusters: map[string]Cluster{}, Users: map[string]User{}, Contexts: map[string]Context{}}
	var problems []error
	for _, file := range files {
		document, err := readFile(file)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			problems = append(problems, fmt.Errorf("error loading config file \"%s\": %v", file, err))
		default:
			merged.add(document, filepath.Dir(file))
		}
	}
	return merged, aggregate(problems)
}

func usualFiles() []string {
	value := os.Getenv("KUBECONFIG")
	if value == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return nil
		}
		return []string{filepath.Join(home, ".kube", "config")}
	}
	var files []string
	seen := map[string]bool{}
	for _, file := range filepath.SplitList(value) {
		if file != "" && !seen[file] {
			seen[file] = true
			files = append(files, file)
		}
	}
	return files
}

func readFile(file string) (*Document, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return parse(text)
}

func parse(text []byte) (*Document, error) {
	document := &Document{}
	if err := yaml.Unmarshal(text, document); err != nil {
		return nil, errors.New(asKubectlSays(err.Error()))
	}
	if document.Kind != "" && document.Kind != "Config" || document.APIVersion != "" && document.APIVersion != "v1" {
		return nil, fmt.Errorf("no kind %q is registered for version %q", document.Kind, document.APIVersion)
	}
	return document, document.checkNames()
}

// asKubectlSays leaves out what the YAML package puts around a mistake, and calls types as kubectl does.
func asKubectlSays(mistake string) string {
	for _, prefix := range []string{"error converting YAML to JSON: ", "error unmarshaling JSON: while decoding JSON: "} {
		mistake = strings.TrimPrefix(mistake, prefix)
	}
	return strings.NewReplacer(" field Document.", " field Config.", "kubeconfig.Named", "v1.Named").Replace(mistake)
}

func (d *Document) checkNames() error {
	seen := map[string]bool{}
	check := func(kind, name string) error {
		key := kind + "\x00" + name
		if seen[key] {
			return fmt.Errorf("error converting *[]Named%s into *map[string]*api.%s: duplicate name \"%s\" in list",
				kind, kind, name)
		}
		seen[key] = true
		return nil
	}
	var problems []error
	for _, entry := range d.Clusters {
		problems = append(problems, check("Cluster", entry.Name))
	}
	for _, entry := range d.Users {
		problems = append(problems, check("AuthInfo", entry.Name))
	}
	for _, entry := range d.Contexts {
		problems = append(problems, check("Context", entry.Name))
	}
	return errors.Join(problems...)
}

// add takes what no earlier file said.
func (m *Merged) add(document *Document, folder string) {
	if base, err := filepath.Abs(folder); err == nil {
		folder = base
	}
	if m.CurrentContext == "" {
		m.CurrentContext = document.CurrentContext
	}
	for _, entry := range document.Clusters {
		if _, known := m.Clusters[entry.Name]; !known {
			entry.Cluster.CertificateAuthority = resolve(folder, entry.Cluster.CertificateAuthority)
			m.Clusters[entry.Name] = entry.Cluster
			m.clusters = append(m.clusters, entry.Name)
		}
	}
	for _, entry := range document.Users {
		if _, known := m.Users[entry.Name]; !known {
			m.Users[entry.Name] = entry.User.resolved(folder)
			m.users = append(m.users, entry.Name)
		}
	}
	for _, entry := range document.Contexts {
		if _, known := m.Contexts[entry.Name]; !known {
			m.Contexts[entry.Name] = entry.Context
			m.contexts = append(m.contexts, entry.Name)
		}
	}
}

func (u User) resolved(folder string) User {
	u.ClientCertificate = resolve(folder, u.ClientCertificate)
	u.ClientKey = resolve(folder, u.ClientKey)
	u.TokenFile = resolve(folder, u.TokenFile)
	if u.Exec != nil {
		program := *u.Exec
		// A bare name is looked up on PATH.
		if strings.ContainsRune(program.Command, filepath.Separator) {
			program.Command = resolve(folder, program.Command)
		}
		if program.InteractiveMode == "" && program.APIVersion == "client.authentication.k8s.io/v1beta1" {
			program.InteractiveMode = "IfAvailable"
		}
		u.Exec = &program
	}
	return u
}

func resolve(folder, path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(folder, path)
}

// aggregate shows several errors as apimachinery does.
func aggregate(problems []error) error {
	switch len(problems) {
	case 0:
		return nil
	case 1:
		return problems[0]
	}
	texts := make([]string, 0, len(problems))
	seen := map[string]bool{}
	for _, problem := range problems {
		if !seen[problem.Error()] {
			seen[problem.Error()] = true
			texts = append(texts, problem.Error())
		}
	}
	if len(texts) == 1 {
		return errors.New(texts[0])
	}
	return fmt.Errorf("[%s]", strings.Join(texts, ", "))
}
