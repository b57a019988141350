package kubeconfig

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// Credential is what a credential program gave.
type Credential struct {
	Token       string
	Certificate []byte
	Key         []byte
}

// ProgramRunner runs a user's credential program.
type ProgramRunner func(program *Exec, cluster Cluster) (Credential, error)

// Render makes the document that is sent: one context, nothing in files, no program.
func (t *Target) Render(run ProgramRunner) ([]byte, error) {
	cluster, err := t.Cluster.inlined()
	if err != nil {
		return nil, err
	}
	user := User{As: t.User.As, AsUID: t.User.AsUID, AsGroups: t.User.AsGroups, AsUserExtra: t.User.AsUserExtra}
	if !cluster.IsPlain() {
		if user, err = t.User.inlined(t.Context.User, cluster, run); err != nil {
			return nil, err
		}
	}
	cluster.Extensions = nil
	context := Context{Cluster: named(t.Context.Cluster), User: named(t.Context.User), Namespace: t.Context.Namespace}
	document := Document{
		Kind:           "Config",
		APIVersion:     "v1",
		Clusters:       []NamedCluster{{context.Cluster, cluster}},
		Users:          []NamedUser{{context.User, user}},
		Contexts:       []NamedContext{{named(t.ContextName), context}},
		CurrentContext: named(t.ContextName),
	}
	return json.Marshal(document)
}

// named gives an entry that flags alone made a name: an entry without one means nothing.
func named(name string) string {
	if name == "" {
		return "default"
	}
	return name
}

func (c Cluster) inlined() (Cluster, error) {
	if len(c.CertificateAuthorityData) == 0 && c.CertificateAuthority != "" {
		data, err := os.ReadFile(c.CertificateAuthority)
		if err != nil {
			return c, err
		}
		c.CertificateAuthorityData = data
	}
	c.CertificateAuthority = ""
	return c, nil
}

func (u User) inlined(name string, cluster Cluster, run ProgramRunner) (User, error) {
	u, err := u.filesInlined()
	if err != nil {
		return u, err
	}
	hasOwn := u.Token != "" || u.Username != "" || u.Password != "" || len(u.ClientCertificateData) > 0
	if u.AuthProvider != nil && !hasOwn {
		return u, fmt.Errorf("the user %q logs in with the auth-provider %q, which kubectl itself no longer has:"+
			" use its exec credential plugin", name, u.AuthProvider.Name)
	}
	if u.Exec != nil && !hasOwn {
		credential, err := run(u.Exec, cluster)
		if err != nil {
			return u, &VerbatimError{"Unable to connect to the server: getting credentials: " + err.Error()}
		}
		u.Token, u.ClientCertificateData, u.ClientKeyData = credential.Token, credential.Certificate, credential.Key
	}
	u.Exec, u.AuthProvider, u.Extensions = nil, nil, nil
	return u, nil
}

func (u User) filesInlined() (User, error) {
	if u.TokenFile != "" {
		token, err := os.ReadFile(u.TokenFile)
		if err != nil && u.Token == "" {
			return u, err
		}
		set(&u.Token, strings.TrimSpace(string(token)))
	}
	var err error
	if u.ClientCertificateData, err = content(u.ClientCertificateData, u.ClientCertificate); err != nil {
		return u, err
	}
	if u.ClientKeyData, err = content(u.ClientKeyData, u.ClientKey); err != nil {
		return u, err
	}
	if len(u.ClientCertificateData) == 0 {
		u.ClientKeyData = nil
	}
	u.TokenFile, u.ClientCertificate, u.ClientKey = "", "", ""
	return u, nil
}

func content(data []byte, path string) ([]byte, error) {
	if len(data) > 0 || path == "" {
		return data, nil
	}
	return os.ReadFile(path)
}

// RenderAll makes a document of every entry, for commands that show the kubeconfig itself or say
// what is missing in it. What is in files is read where it can be; programs are left out.
func (m *Merged) RenderAll(withCredentials bool) ([]byte, error) {
	document := Document{Kind: "Config", APIVersion: "v1", CurrentContext: m.CurrentContext}
	for _, name := range m.clusters {
		cluster, err := m.Clusters[name].inlined()
		if err != nil {
			cluster.CertificateAuthority = ""
		}
		cluster.Extensions = nil
		document.Clusters = append(document.Clusters, NamedCluster{name, cluster})
	}
	for _, name := range m.users {
		user := User{}
		if withCredentials {
			if read, err := m.Users[name].filesInlined(); err == nil {
				user = read
			}
			user.Exec, user.AuthProvider, user.Extensions = nil, nil, nil
		}
		document.Users = append(document.Users, NamedUser{name, user})
	}
	for _, name := range m.contexts {
		context := m.Contexts[name]
		context.Extensions = nil
		document.Contexts = append(document.Contexts, NamedContext{name, context})
	}
	return json.Marshal(document)
}

// IsEmpty says that the files hold nothing.
func (m *Merged) IsEmpty() bool {
	return len(m.Clusters) == 0 && len(m.Users) == 0 && len(m.Contexts) == 0 && m.CurrentContext == ""
}
