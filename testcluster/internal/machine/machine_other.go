//go:build !linux

package machine

import (
	"errors"
	"io"
	"net"
	"os"
)

var errLinux = errors.New("a node needs Linux")

// Network is only known on Linux.
type Network struct{}

// Machine cannot be made here.
type Machine struct {
	Network
	Overlay bool
}

// Missing tells why.
func Missing() []string { return []string{"Linux"} }

// Start fails.
func Start(Spec, *os.File) (*Machine, error) { return nil, errLinux }

// Init fails.
func Init(string, io.Reader, io.Writer) error { return errLinux }

// Inside is nowhere.
func Inside(int, string, ...string) []string { return []string{"false"} }

// LookPath fails.
func LookPath(string) (string, error) { return "", errLinux }

// CgroupName is nobody's.
func CgroupName(string) string { return "" }

// Remove has nothing to do.
func Remove(string) error { return nil }

// Sweep has nothing to do.
func Sweep() {}

func (m *Machine) Pid() int                            { return 0 }
func (m *Machine) Ended() <-chan struct{}              { return nil }
func (m *Machine) Listen(string) (net.Listener, error) { return nil, errLinux }
func (m *Machine) Stop() error                         { return nil }
func (n Network) Host() string                         { return "" }
func (n Network) Node() string                         { return "" }
func (n Network) Pods() string                         { return "" }
