package machine

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strconv"
)

// Network is the number of a machine among those of the host. Addresses are of 198.18.0.0/15, which is set aside for
// tests of network gear and routed nowhere (RFC 2544).
// The zero value is no network.
type Network struct{ number int }

const (
	linkPrefix = "mcpk8s-"
	networks   = 255
)

// Link is the host's end of the cable; its name is what keeps two machines from taking one number.
func (n Network) Link() string { return linkPrefix + strconv.Itoa(n.number) }

// Host is the host's address on the cable.
func (n Network) Host() string { return fmt.Sprintf("198.19.%d.1", n.number) }

// Node is the machine's address on the cable.
func (n Network) Node() string { return fmt.Sprintf("198.19.%d.2", n.number) }

// Pods is the subnet of the pods, which the host reaches through the machine.
func (n Network) Pods() string { return fmt.Sprintf("198.18.%d.0/24", n.number) }

// connect lays a cable between the host and the machine of a process. The kernel takes it away together with the
// machine. There is no default route: pods reach each other, the node and the host, nothing else.
func connect(pid int) (Network, error) {
	network, err := cable(pid)
	if err != nil {
		return network, err
	}
	for _, arguments := range [][]string{
		{"address", "add", network.Host() + "/30", "dev", network.Link()},
		{"link", "set", network.Link(), "up"},
	} {
		if err := ip(arguments...); err != nil {
			return network, err
		}
	}
	for _, arguments := range [][]string{
		{"address", "add", network.Node() + "/30", "dev", "eth0"},
		{"link", "set", "eth0", "up"},
	} {
		words := append([]string{"--target", strconv.Itoa(pid), "--net", "--", "ip"}, arguments...)
		if err := run("nsenter", words...); err != nil {
			return network, err
		}
	}
	return network, ip("route", "add", network.Pods(), "via", network.Node(), "dev", network.Link())
}

// cable takes the first free number, from a random one on.
func cable(pid int) (Network, error) {
	var last error
	start := rand.IntN(networks)
	for i := range networks {
		network := Network{1 + (start+i)%networks}
		if network.taken() {
			continue
		}
		last = ip("link", "add", network.Link(), "type", "veth", "peer", "name", "eth0", "netns", strconv.Itoa(pid))
		if last == nil {
			return network, nil
		}
		if !network.taken() {
			return network, last
		}
	}
	return Network{}, errors.Join(errors.New("no network number is free"), last)
}

// taken looks for another machine, or for somebody else who uses these addresses.
func (n Network) taken() bool {
	if _, err := net.InterfaceByName(n.Link()); err == nil {
		return true
	}
	addresses, _ := net.InterfaceAddrs()
	_, pods, _ := net.ParseCIDR(n.Pods())
	for _, address := range addresses {
		if other, ok := address.(*net.IPNet); ok && (pods.Contains(other.IP) || other.Contains(net.ParseIP(n.Node()))) {
			return true
		}
	}
	return false
}

// disconnect takes the cable away at once; the kernel would do it in its own time.
func (m *Machine) disconnect() {
	if m.Network != (Network{}) {
		_ = ip("link", "delete", m.Link())
	}
}
