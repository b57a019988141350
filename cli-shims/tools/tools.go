package main

import (
	"crypto/sha256"
	"encoding/hex"
	"runtime"
	"strings"
)

// tool is a program that the service runs, pinned by the module in the folder of its name.
type tool struct {
	name    string // the module's folder, and the folder of the cache
	file    string // what the program is called
	version string // as the program says it
	main    string // its main package
	stamp   []string
	ask     []string // the question for its version, answered offline
}

const (
	helm4     = "helm.sh/helm/v4/internal/version."
	helm3     = "helm.sh/helm/v3/"
	istio     = "istio.io/istio/pkg/version."
	istioHub  = "registry.istio.io/release" // whose images generated manifests name
	argo      = "github.com/argoproj/argo-cd/v3/common."
	kustomize = "sigs.k8s.io/kustomize/api/provenance."
)

// tools are all that there are, in the order in which they are built. What the stamps say is what the releases' own
// builds say.
var tools = []tool{
	{
		name: "kustomize", file: "kustomize", version: "v5.8.2",
		main:  "sigs.k8s.io/kustomize/kustomize/v5",
		stamp: []string{kustomize + "version=kustomize/v5.8.2"},
		ask:   []string{"version"},
	},
	{
		name: "helm", file: "helm", version: "v4.3.1",
		main:  "helm.sh/helm/v4/cmd/helm",
		stamp: []string{helm4 + "version=v4.3.1"},
		ask:   []string{"version", "--short"},
	},
	{
		name: "istioctl", file: "istioctl", version: "1.31.0",
		main: "istio.io/istio/istioctl/cmd/istioctl",
		stamp: []string{
			istio + "buildVersion=1.31.0", istio + "buildGitRevision=eed52ebb66ad", istio + "buildStatus=Clean",
			istio + "buildTag=1.31.0", istio + "buildHub=" + istioHub, istio + "buildOS=" + runtime.GOOS, istio + "buildArch=" + runtime.GOARCH,
		},
		ask: []string{"version", "--remote=false", "--short"},
	},
	{
		name: "argocd", file: "argocd", version: "v3.5.3",
		main: "github.com/argoproj/argo-cd/v3/cmd",
		stamp: []string{
			argo + "version=3.5.3", argo + "gitTag=v3.5.3", argo + "gitCommit=c9c369efcc5b",
			argo + "gitTreeState=clean", argo + "buildDate=2026-09-14T07:15:20Z", argo + "kubectlVersion=v0.36.1",
		},
		ask: []string{"version", "--client", "--short"},
	},
	{
		name: "helm3", file: "helm", version: "v3.22.0",
		main: "helm.sh/helm/v3/cmd/helm",
		stamp: []string{
			helm3 + "internal/version.version=v3.22.0", helm3 + "internal/version.gitTreeState=clean",
			helm3 + "pkg/lint/rules.k8sVersionMajor=1", helm3 + "pkg/lint/rules.k8sVersionMinor=37",
			helm3 + "pkg/chartutil.k8sVersionMajor=1", helm3 + "pkg/chartutil.k8sVersionMinor=37",
		},
		ask: []string{"version", "--short"},
	},
}

// build names the folder of the cache: what is built from another package or with other stamps is another build.
func (t tool) build() string {
	hash := sha256.Sum256([]byte(strings.Join(append([]string{t.main}, t.stamp...), "\n")))
	return t.name + "-" + t.version + "-" + hex.EncodeToString(hash[:4])
}

// optional tools are built only when they are named.
func (t tool) optional() bool {
	return t.name == "helm3"
}

// says tells whether the program's answer names the tool's version.
func (t tool) says(answer string) bool {
	for _, word := range strings.FieldsFunc(answer, func(r rune) bool { return strings.ContainsRune(" \t\r\n:,\"{}()", r) }) {
		// builds add their commit: v4.3.1+g1234567, argocd: v3.5.3+c9c369e
		plain, _, _ := strings.Cut(word, "+")
		if strings.TrimPrefix(plain, "v") == strings.TrimPrefix(t.version, "v") {
			return true
		}
	}
	return false
}

func named(name string) (tool, bool) {
	for _, t := range tools {
		if t.name == name {
			return t, true
		}
	}
	return tool{}, false
}

func names() string {
	var all []string
	for _, t := range tools {
		all = append(all, t.name)
	}
	return strings.Join(all, ", ")
}
