// Package kubeconfig finds, merges and resolves the caller's kubeconfig as client-go's clientcmd
// does, into one self-contained document that names no file and no program.
package kubeconfig

import "encoding/json"

// Document is a kubeconfig as it is written and sent. Fields that kubectl does not know are lost,
// as kubectl loses them.
type Document struct {
	Kind           string          `json:"kind,omitempty"`
	APIVersion     string          `json:"apiVersion,omitempty"`
	Preferences    json.RawMessage `json:"preferences,omitempty"`
	Clusters       []NamedCluster  `json:"clusters"`
	Users          []NamedUser     `json:"users"`
	Contexts       []NamedContext  `json:"contexts"`
	CurrentContext string          `json:"current-context"`
	Extensions     json.RawMessage `json:"extensions,omitempty"`
}

// NamedCluster is an entry of clusters.
type NamedCluster struct {
	Name    string  `json:"name"`
	Cluster Cluster `json:"cluster"`
}

// NamedUser is an entry of users.
type NamedUser struct {
	Name string `json:"name"`
	User User   `json:"user"`
}

// NamedContext is an entry of contexts.
type NamedContext struct {
	Name    string  `json:"name"`
	Context Context `json:"context"`
}

// Cluster is where to connect.
type Cluster struct {
	Server                   string          `json:"server,omitempty"`
	TLSServerName            string          `json:"tls-server-name,omitempty"`
	InsecureSkipTLSVerify    bool            `json:"insecure-skip-tls-verify,omitempty"`
	CertificateAuthority     string          `json:"certificate-authority,omitempty"`
	CertificateAuthorityData []byte          `json:"certificate-authority-data,omitempty"`
	ProxyURL                 string          `json:"proxy-url,omitempty"`
	DisableCompression       bool            `json:"disable-compression,omitempty"`
	Extensions               json.RawMessage `json:"extensions,omitempty"`
}

// User is who connects.
type User struct {
	ClientCertificate     string              `json:"client-certificate,omitempty"`
	ClientCertificateData []byte              `json:"client-certificate-data,omitempty"`
	ClientKey             string              `json:"client-key,omitempty"`
	ClientKeyData         []byte              `json:"client-key-data,omitempty"`
	Token                 string              `json:"token,omitempty"`
	TokenFile             string              `json:"tokenFile,omitempty"`
	As                    string              `json:"as,omitempty"`
	AsUID                 string              `json:"as-uid,omitempty"`
	AsGroups              []string            `json:"as-groups,omitempty"`
	AsUserExtra           map[string][]string `json:"as-user-extra,omitempty"`
	Username              string              `json:"username,omitempty"`
	Password              string              `json:"password,omitempty"`
	AuthProvider          *AuthProvider       `json:"auth-provider,omitempty"`
	Exec                  *Exec               `json:"exec,omitempty"`
	Extensions            json.RawMessage     `json:"extensions,omitempty"`
}

// AuthProvider is a way to log in that client-go had built in once.
type AuthProvider struct {
	Name string `json:"name"`
}

// Exec is a program that prints credentials.
type Exec struct {
	Command            string   `json:"command"`
	Args               []string `json:"args"`
	Env                []EnvVar `json:"env"`
	APIVersion         string   `json:"apiVersion,omitempty"`
	InstallHint        string   `json:"installHint,omitempty"`
	ProvideClusterInfo bool     `json:"provideClusterInfo"`
	InteractiveMode    string   `json:"interactiveMode,omitempty"`
}

// EnvVar is one more variable in a program's environment.
type EnvVar struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Context is a cluster, a user and a namespace under one name.
type Context struct {
	Cluster    string          `json:"cluster"`
	User       string          `json:"user"`
	Namespace  string          `json:"namespace,omitempty"`
	Extensions json.RawMessage `json:"extensions,omitempty"`
}

// Overrides is what flags (or helm's environment) say; empty is not given.
type Overrides struct {
	Path    string // --kubeconfig
	Context string
	Cluster string
	User    string

	Server               string
	TLSServerName        string
	CertificateAuthority string
	Insecure             bool

	Token             string
	ClientCertificate string
	ClientKey         string
	Username          string
	Password          string

	// Namespace of the environment; the flag stays on the command line.
	Namespace string
}
