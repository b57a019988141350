package cluster

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
)

// Ports are taken below the range that systems use for outgoing connections (32768 and up on Linux, 49152 and up
// elsewhere), so that an API server that restarts finds its port still free.
const (
	firstPort = 20000
	lastPort  = 31999
)

// errPortTaken says that somebody else took a port between our look and the program's start.
var errPortTaken = errors.New("a port was taken by somebody else")

// pickPorts is replaced by the test of what happens when a port is taken.
var pickPorts = freePorts

// freePorts returns different loopback ports on which nobody listens at this moment.
func freePorts(count int) ([]int, error) {
	var ports []int
	var held []net.Listener
	defer func() {
		for _, listener := range held {
			listener.Close()
		}
	}()
	for range 100 * count {
		port := firstPort + rand.IntN(lastPort-firstPort+1)
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			continue
		}
		held = append(held, listener)
		ports = append(ports, port)
		if len(ports) == count {
			return ports, nil
		}
	}
	return nil, errors.New("no free loopback ports")
}
