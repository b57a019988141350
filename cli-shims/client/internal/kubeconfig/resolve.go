package kubeconfig

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
)

// NotFoundError says that a flag names an entry that is not there. The command is sent all the
// same: kubectl says other mistakes of the line first.
type NotFoundError struct{ message string }

func (e *NotFoundError) Error() string { return e.message }

// VerbatimError is shown as it is: kubectl puts no "error: " before it.
type VerbatimError struct{ text string }

func (e *VerbatimError) Error() string { return e.text }

// Verbatim says that nothing stands before it.
func (e *VerbatimError) Verbatim() {}

// Target is the chosen cluster, user and context. Certificates and tokens are still in files.
type Target struct {
	Context     Context
	ContextName string
	Cluster     Cluster
	User        User
}

// Choose picks the target as client-go does (clientcmd: client_config.go, getContext, getAuthInfo,
// getCluster). Nil without an error means that nothing names a cluster.
func (m *Merged) Choose(o Overrides) (*Target, error) {
	target := &Target{ContextName: m.CurrentContext}
	if o.Context != "" {
		target.ContextName = o.Context
	}
	context, exists := m.Contexts[target.ContextName]
	if !exists && o.Context != "" {
		return nil, &NotFoundError{fmt.Sprintf("context %q does not exist", o.Context)}
	}
	unknownContext := !exists && target.ContextName != ""
	target.Context = context
	if err := m.chooseUser(target, o); err != nil {
		return nil, err
	}
	if err := m.chooseCluster(target, o); err != nil {
		return nil, err
	}
	if unknownContext {
		return nil, &NotFoundError{fmt.Sprintf("context was not found for specified context: %s", target.ContextName)}
	}
	if target.Cluster.Server == "" && isUnset(target.Cluster) {
		return m.elsewhere(target, o)
	}
	target.Context.Namespace = namespace(target.Context.Namespace, o)
	return target, invalid(append(target.userProblems(), target.clusterProblems()...))
}

// elsewhere is where kubectl looks when no file says anything: the pod that it runs in.
func (m *Merged) elsewhere(target *Target, o Overrides) (*Target, error) {
	if inCluster := InCluster(o); inCluster != nil {
		return inCluster, nil
	}
	if err := invalid(target.userProblems()); err != nil || m.IsEmpty() {
		return nil, err
	}
	// kubectl would try localhost:8080. The service's own default cluster must not be taken for a mistake here.
	if target.Context.Cluster == "" {
		return nil, errors.New("the kubeconfig has no current context: choose one with --context")
	}
	return nil, fmt.Errorf("the kubeconfig has no cluster %q, which its context %q names", target.Context.Cluster,
		target.ContextName)
}

func (m *Merged) chooseUser(target *Target, o Overrides) error {
	if o.User != "" {
		target.Context.User = o.User
	}
	user, exists := m.Users[target.Context.User]
	if !exists && o.User != "" {
		return &NotFoundError{fmt.Sprintf("auth info %q does not exist", o.User)}
	}
	set(&user.Token, o.Token)
	set(&user.Username, o.Username)
	set(&user.Password, o.Password)
	if o.Token != "" {
		user.TokenFile = ""
	}
	if o.ClientCertificate != "" {
		user.ClientCertificate, user.ClientCertificateData = o.ClientCertificate, nil
	}
	if o.ClientKey != "" {
		user.ClientKey, user.ClientKeyData = o.ClientKey, nil
	}
	target.User = user
	return nil
}

func (m *Merged) chooseCluster(target *Target, o Overrides) error {
	if o.Cluster != "" {
		target.Context.Cluster = o.Cluster
	}
	cluster, exists := m.Clusters[target.Context.Cluster]
	if !exists && o.Cluster != "" {
		return &NotFoundError{fmt.Sprintf("cluster %q does not exist", o.Cluster)}
	}
	set(&cluster.Server, o.Server)
	if o.Insecure || o.CertificateAuthority != "" {
		cluster.InsecureSkipTLSVerify = o.Insecure
		cluster.CertificateAuthority, cluster.CertificateAuthorityData = o.CertificateAuthority, nil
	}
	if o.TLSServerName != "" || o.Server != "" {
		cluster.TLSServerName = o.TLSServerName
	}
	// As in client-go, where the default is taken before anything is known of certificates.
	if cluster.Server != "" && !strings.Contains(cluster.Server, "://") {
		cluster.Server = "http://" + cluster.Server
	}
	target.Cluster = cluster
	return nil
}

func set(field *string, value string) {
	if value != "" {
		*field = value
	}
}

func isUnset(c Cluster) bool {
	return c.TLSServerName == "" && !c.InsecureSkipTLSVerify && c.CertificateAuthority == "" &&
		len(c.CertificateAuthorityData) == 0 && c.ProxyURL == "" && !c.DisableCompression && len(c.Extensions) == 0
}

func namespace(ofContext string, o Overrides) string {
	if o.Namespace != "" {
		return o.Namespace
	}
	if ofContext == "" && inClusterPossible() {
		return inClusterNamespace()
	}
	return ofContext
}

// invalid says one problem as it is, several in a list, as kubectl does.
func invalid(problems []error) error {
	if len(problems) < 2 {
		return errors.Join(problems...)
	}
	var text strings.Builder
	text.WriteString("Error in configuration: \n")
	for _, problem := range problems {
		fmt.Fprintf(&text, "* %v\n", problem)
	}
	return &VerbatimError{text.String()}
}

func (t *Target) clusterProblems() []error {
	c, name := t.Cluster, t.Context.Cluster
	var problems []error
	if c.Server == "" {
		problems = append(problems, noServer(name))
	}
	if c.ProxyURL != "" {
		if _, err := url.Parse(c.ProxyURL); err != nil {
			problems = append(problems, fmt.Errorf("invalid 'proxy-url' %q for cluster %q: %w", c.ProxyURL, name, err))
		}
	}
	if c.CertificateAuthority != "" && len(c.CertificateAuthorityData) > 0 {
		problems = append(problems, fmt.Errorf("certificate-authority-data and certificate-authority are both specified"+
			" for %v. certificate-authority-data will override.", name))
	}
	return append(problems, unreadable(c.CertificateAuthority, "certificate-authority", name)...)
}

func noServer(cluster string) error {
	if cluster == "" {
		return fmt.Errorf("default cluster has no server defined")
	}
	return fmt.Errorf("no server found for cluster %q", cluster)
}

func (t *Target) userProblems() []error {
	u, name := t.User, t.Context.User
	var problems []error
	if u.ClientCertificate != "" || len(u.ClientCertificateData) > 0 {
		problems = append(problems, u.certificateProblems(name)...)
	}
	if u.Exec != nil {
		problems = append(problems, u.Exec.problems(name)...)
	}
	if u.Token != "" && (u.Username != "" || u.Password != "") {
		problems = append(problems, fmt.Errorf("more than one authentication method found for %v; found [token basicAuth],"+
			" only one is allowed", name))
	}
	if (u.AsUID != "" || len(u.AsGroups) > 0 || len(u.AsUserExtra) > 0) && u.As == "" {
		problems = append(problems, fmt.Errorf("requesting uid, groups or user-extra for %v without impersonating a user", name))
	}
	return problems
}

func (u User) certificateProblems(name string) []error {
	var problems []error
	if u.ClientCertificate != "" && len(u.ClientCertificateData) > 0 {
		problems = append(problems, fmt.Errorf("client-cert-data and client-cert are both specified for %v."+
			" client-cert-data will override.", name))
	}
	if u.ClientKey != "" && len(u.ClientKeyData) > 0 {
		problems = append(problems, fmt.Errorf("client-key-data and client-key are both specified for %v;"+
			" client-key-data will override", name))
	}
	if u.ClientKey == "" && len(u.ClientKeyData) == 0 {
		problems = append(problems, fmt.Errorf("client-key-data or client-key must be specified for %v to use the"+
			" clientCert authentication method.", name))
	}
	problems = append(problems, unreadable(u.ClientCertificate, "client-cert", name)...)
	return append(problems, unreadable(u.ClientKey, "client-key", name)...)
}

func unreadable(path, what, owner string) []error {
	if path == "" {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		return []error{fmt.Errorf("unable to read %s %v for %v due to %w", what, path, owner, err)}
	}
	_ = file.Close()
	return nil
}

func (e *Exec) problems(user string) []error {
	var problems []error
	missing := func(what string) {
		problems = append(problems, fmt.Errorf("%s must be specified for %v to use exec authentication plugin", what, user))
	}
	if e.Command == "" {
		missing("command")
	}
	if e.APIVersion == "" {
		missing("apiVersion")
	}
	for _, variable := range e.Env {
		if variable.Name == "" {
			missing("env variable name")
		}
	}
	switch e.InteractiveMode {
	case "":
		missing("interactiveMode")
	case "Never", "IfAvailable", "Always":
	default:
		problems = append(problems, fmt.Errorf("invalid interactiveMode for %v: %q", user, e.InteractiveMode))
	}
	return problems
}

// IsPlain says that the connection is not encrypted: kubectl sends no credentials then.
func (c Cluster) IsPlain() bool {
	return strings.HasPrefix(strings.ToLower(c.Server), "http://")
}
