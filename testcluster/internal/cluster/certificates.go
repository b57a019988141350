package cluster

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// The files below a cluster's data folder that its programs read.
const (
	authorityFile          = "ca.crt"
	authorityKeyFile       = "ca.key"
	servingCertificateFile = "apiserver.crt"
	servingKeyFile         = "apiserver.key"
	serviceAccountKeyFile  = "service-account.key"
	tokensFile             = "tokens.csv"
)

// serverNames are the names that the API server's certificate is good for, as kubeadm would make it.
var serverNames = []string{"localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"}

// serviceAddress is the API server's address for pods: the first of --service-cluster-ip-range.
const serviceAddress = "10.0.0.1"

// authority signs certificates.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	pem         []byte
}

// identity is a certificate with its key, both PEM.
type identity struct{ certificate, key []byte }

func newAuthority(name string) (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := certificateTemplate(pkix.Name{CommonName: name}, time.Now().Add(10*365*24*time.Hour))
	template.IsCA = true
	template.BasicConstraintsValid = true
	template.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	return &authority{certificate: certificate, key: key, pem: encode("CERTIFICATE", der)}, nil
}

func certificateTemplate(subject pkix.Name, notAfter time.Time) *x509.Certificate {
	serial, _ := rand.Int(rand.Reader, big.NewInt(1<<62))
	return &x509.Certificate{
		SerialNumber: serial,
		Subject:      subject,
		NotBefore:    time.Now().Add(-48 * time.Hour), // clocks differ, and an expired certificate was valid once
		NotAfter:     notAfter,
		KeyUsage:     x509.KeyUsageDigitalSignature,
	}
}

// server makes a server's certificate.
func (a *authority) server(name string, names []string, addresses ...net.IP) (identity, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return identity{}, err
	}
	template := certificateTemplate(pkix.Name{CommonName: name}, time.Now().Add(365*24*time.Hour))
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	template.DNSNames = names
	template.IPAddresses = addresses
	return a.sign(template, key)
}

// client makes a client certificate: the common name is the user, the organization the group.
func (a *authority) client(user, group string, key crypto.Signer, notAfter time.Time) (identity, error) {
	template := certificateTemplate(pkix.Name{CommonName: user, Organization: []string{group}}, notAfter)
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	return a.sign(template, key)
}

func (a *authority) sign(template *x509.Certificate, key crypto.Signer) (identity, error) {
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, key.Public(), a.key)
	if err != nil {
		return identity{}, err
	}
	encoded, err := encodeKey(key)
	return identity{certificate: encode("CERTIFICATE", der), key: encoded}, err
}

// encodeKey writes a key in the older form of its kind ("EC PRIVATE KEY", "RSA PRIVATE KEY"), which is what
// kubeadm, k3s and kind hand out.
func encodeKey(key crypto.Signer) ([]byte, error) {
	switch key := key.(type) {
	case *rsa.PrivateKey:
		return encode("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key)), nil
	case *ecdsa.PrivateKey:
		der, err := x509.MarshalECPrivateKey(key)
		return encode("EC PRIVATE KEY", der), err
	default:
		der, err := x509.MarshalPKCS8PrivateKey(key)
		return encode("PRIVATE KEY", der), err
	}
}

func encode(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

// writeKeys makes the authority, the API server's certificate and the key that signs service account tokens, and
// writes them where the programs read them.
func (c *Cluster) writeKeys() (err error) {
	if c.authority, err = newAuthority("testcluster-ca"); err != nil {
		return err
	}
	serving, err := c.authority.server("kube-apiserver", serverNames,
		net.IPv4(127, 0, 0, 1), net.IPv6loopback, net.ParseIP(serviceAddress))
	if err != nil {
		return err
	}
	authorityKey, err := encodeKey(c.authority.key)
	if err != nil {
		return err
	}
	accounts, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	accountsKey, err := encodeKey(accounts)
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		authorityFile:          c.authority.pem,
		authorityKeyFile:       authorityKey,
		servingCertificateFile: serving.certificate,
		servingKeyFile:         serving.key,
		serviceAccountKeyFile:  accountsKey,
	} {
		if err := os.WriteFile(filepath.Join(c.folder.data(), name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}
