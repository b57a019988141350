package cluster

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

const kubeconfigSuffix = ".kubeconfig"

// kubeconfigNames are the kubeconfigs of every cluster: the kinds of credentials, and the ways they fail.
var kubeconfigNames = []string{"admin", "client-cert", "client-cert-rsa", "limited", "expired-cert", "wrong-ca"}

// writeKubeconfigs writes one file per name. Everything is inline: no kubeconfig names a file.
func (c *Cluster) writeKubeconfigs() error {
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	longer, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	valid := time.Now().Add(365 * 24 * time.Hour)
	ecClient, err := c.authority.client("client-cert", adminGroup, ec, valid)
	if err != nil {
		return err
	}
	rsaClient, err := c.authority.client("client-cert-rsa", adminGroup, longer, valid)
	if err != nil {
		return err
	}
	expired, err := c.authority.client("expired-cert", adminGroup, ec, time.Now().Add(-24*time.Hour))
	if err != nil {
		return err
	}
	stranger, err := newAuthority("another-ca")
	if err != nil {
		return err
	}
	texts := map[string]string{
		"admin":           c.kubeconfig("admin", "default", c.authority.pem, bearer(c.adminToken)),
		"client-cert":     c.kubeconfig("client-cert", "default", c.authority.pem, ecClient.user()),
		"client-cert-rsa": c.kubeconfig("client-cert-rsa", "default", c.authority.pem, rsaClient.user()),
		"limited":         c.kubeconfig("limited", limitedNamespace, c.authority.pem, bearer(c.limitedToken)),
		"expired-cert":    c.kubeconfig("expired-cert", "default", c.authority.pem, expired.user()),
		"wrong-ca":        c.kubeconfig("wrong-ca", "default", stranger.pem, bearer(c.adminToken)),
	}
	for _, name := range kubeconfigNames {
		if err := os.WriteFile(c.Kubeconfig(name), []byte(texts[name]), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// Kubeconfig is the path of one of the kubeconfigs.
func (c *Cluster) Kubeconfig(name string) string {
	return filepath.Join(c.folder.path, name+kubeconfigSuffix)
}

func bearer(token string) string { return "    token: " + token + "\n" }

func (i identity) user() string {
	return fmt.Sprintf("    client-certificate-data: %s\n    client-key-data: %s\n",
		base64.StdEncoding.EncodeToString(i.certificate), base64.StdEncoding.EncodeToString(i.key))
}

func (c *Cluster) kubeconfig(user, namespace string, authority []byte, credentials string) string {
	return kubeconfig(c.Server(), user, namespace, authority, credentials)
}

func kubeconfig(server, user, namespace string, authority []byte, credentials string) string {
	return fmt.Sprintf(`apiVersion: v1
kind: Config
clusters:
- name: testcluster
  cluster:
    server: %s
    certificate-authority-data: %s
contexts:
- name: %[3]s
  context:
    cluster: testcluster
    namespace: %[4]s
    user: %[3]s
current-context: %[3]s
users:
- name: %[3]s
  user:
%[5]s`, server, base64.StdEncoding.EncodeToString(authority), user, namespace, credentials)
}
