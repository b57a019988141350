package cluster

import (
	"io"
	"net"
	"sync"
)

// relay carries connections from a node's network to the API server, which listens on the host's loopback only.
type relay struct {
	listener net.Listener
	target   string

	mutex  sync.Mutex
	open   map[net.Conn]bool
	closed bool
}

func newRelay(listener net.Listener, target string) *relay {
	r := &relay{listener: listener, target: target, open: map[net.Conn]bool{}}
	go r.serve()
	return r
}

func (r *relay) serve() {
	for {
		from, err := r.listener.Accept()
		if err != nil {
			return
		}
		go r.carry(from)
	}
}

// carry connects one caller. A server that is away is a connection that ends.
func (r *relay) carry(from net.Conn) {
	defer r.close(from)
	to, err := net.Dial("tcp", r.target)
	if err != nil {
		return
	}
	defer r.close(to)
	if !r.keep(from, to) {
		return
	}
	ended := make(chan struct{}, 2)
	for _, way := range [][2]net.Conn{{from, to}, {to, from}} {
		go func() {
			_, _ = io.Copy(way[0], way[1])
			if half, ok := way[0].(*net.TCPConn); ok {
				_ = half.CloseWrite()
			}
			ended <- struct{}{}
		}()
	}
	<-ended
	<-ended
}

func (r *relay) keep(connections ...net.Conn) bool {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, connection := range connections {
		r.open[connection] = true
	}
	return !r.closed
}

func (r *relay) close(connection net.Conn) {
	connection.Close()
	r.mutex.Lock()
	defer r.mutex.Unlock()
	delete(r.open, connection)
}

// stop closes every connection: a socket of a network keeps that network alive.
func (r *relay) stop() {
	if r == nil {
		return
	}
	r.listener.Close()
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.closed = true
	for connection := range r.open {
		connection.Close()
	}
}
