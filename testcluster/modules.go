// Package testcluster carries the pinned module files of Kubernetes and etcd, so that the launcher can build
// their programs from anywhere: an installed launcher needs no source folder.
package testcluster

import _ "embed"

// GoMod pins Kubernetes and etcd and names their programs as tools.
//
//go:embed go.mod
var GoMod []byte

// GoSum holds the checksums of everything that GoMod leads to.
//
//go:embed go.sum
var GoSum []byte
