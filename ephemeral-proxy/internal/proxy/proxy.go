// Package proxy serves a stdio MCP server over HTTP: a server process for each session, or one for
// all where the server keeps no state of a client.
package proxy

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"strconv"
	"sync/atomic"
	"time"

	"dev.mcpk8s/ephemeral-proxy/internal/child"
	"dev.mcpk8s/ephemeral-proxy/internal/message"
	"dev.mcpk8s/ephemeral-proxy/internal/options"
)

const (
	// BadStart is the exit code when the proxy itself cannot run.
	BadStart = 1
	// notFound and notRunnable are a shell's codes for a program that is missing or cannot run.
	notFound    = 127
	notRunnable = 126

	headersWithin  = 10 * time.Second
	connectionIdle = 2 * time.Minute
	mostHeaders    = 64 << 10
	idleLooks      = 20
	// readyWithin is how long a question for readiness waits for it. It is shorter than the shortest
	// timeout of a probe; Kubernetes asks once a second, and a server starts at any time in between.
	readyWithin = 800 * time.Millisecond
)

// Proxy is the HTTP side and what is behind it.
type Proxy struct {
	options  options.Options
	activity *activity
	servers  *servers
	shared   *shared // only where sessions do not exist
	origins  origins
	ready    atomic.Bool
	started  chan struct{} // closed when it is ready for the first time
}

// Run serves until the context ends, nobody wants anything for long, or the server does not start.
// It gives the exit code. Announce learns the address once it listens.
func Run(ctx context.Context, given options.Options, announce func(net.Addr)) int {
	starter, err := child.NewStarter(given.Command, message.Most)
	if err != nil {
		logf("the server cannot be started: %v", err)
		if errors.Is(err, exec.ErrNotFound) {
			return notFound
		}
		return notRunnable
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(given.Host, strconv.Itoa(given.Port)))
	if err != nil {
		logf("%v", err)
		return BadStart
	}
	active := &activity{last: time.Now()}
	p := &Proxy{options: given, activity: active, servers: newServers(starter, active), origins: newOrigins(given),
		started: make(chan struct{})}
	server := &http.Server{Handler: p.handler(), ReadHeaderTimeout: headersWithin, IdleTimeout: connectionIdle,
		MaxHeaderBytes: mostHeaders}
	go func() { _ = server.Serve(listener) }()
	announce(listener.Addr())
	code := p.run(ctx)
	p.ready.Store(false)
	p.servers.close()
	if p.shared != nil {
		p.shared.close()
	}
	_ = server.Close()
	return code
}

func (p *Proxy) run(ctx context.Context) int {
	first, result, code := p.start(ctx)
	if ctx.Err() != nil {
		if first != nil {
			first.Terminate()
			<-first.Ended()
		}
		return 0
	}
	if code != 0 {
		return code
	}
	p.activity.touch()
	if p.options.Stateless {
		p.shared = newShared(p.servers, first, result)
	} else {
		first.Stop()
		p.servers.prestart()
	}
	p.ready.Store(true)
	close(p.started)
	return p.serveUntilUnwanted(ctx)
}

// start probes the server within the time that it has for that.
func (p *Proxy) start(ctx context.Context) (*child.Child, json.RawMessage, int) {
	if p.options.StartTimeout > 0 {
		limited, cancel := context.WithTimeout(ctx, p.options.StartTimeout)
		defer cancel()
		ctx = limited
	}
	first, result, code := p.servers.probe(ctx)
	if code != 0 && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		logf("the server has not answered within %s", p.options.StartTimeout)
	}
	return first, result, code
}

func (p *Proxy) serveUntilUnwanted(ctx context.Context) int {
	var looks <-chan time.Time
	if p.options.IdleTimeout > 0 {
		ticker := time.NewTicker(max(p.options.IdleTimeout/idleLooks, time.Millisecond))
		defer ticker.Stop()
		looks = ticker.C
	}
	for {
		select {
		case <-ctx.Done():
			return 0
		case code := <-p.servers.hopeless:
			logf("the server does not start any more")
			return code
		case <-looks:
			if p.activity.idle() >= p.options.IdleTimeout {
				logf("nobody asked for anything in %s", p.options.IdleTimeout)
				return 0
			}
		}
	}
}

func (p *Proxy) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", p.answerReady)
	mux.Handle("/mcp", p.origins.guard(p.whenReady(http.HandlerFunc(p.serveMCP))))
	mux.Handle("/sse", p.origins.guard(p.whenReady(http.HandlerFunc(p.serveEvents))))
	messages := p.origins.guard(p.whenReady(http.HandlerFunc(p.serveMessages)))
	mux.Handle("/messages", messages)
	mux.Handle("/messages/", messages)
	return mux
}

func (p *Proxy) answerReady(w http.ResponseWriter, r *http.Request) {
	select {
	case <-p.started:
	case <-time.After(readyWithin):
	case <-r.Context().Done():
	}
	if !p.ready.Load() {
		http.Error(w, "the server has not answered yet", http.StatusServiceUnavailable)
		return
	}
	_, _ = fmt.Fprintln(w, "ok")
}

func (p *Proxy) whenReady(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !p.ready.Load() {
			w.Header().Set("Retry-After", "1")
			refuse(w, http.StatusServiceUnavailable, "", message.NoServer, "the server is starting; try again in a moment")
			return
		}
		next.ServeHTTP(w, r)
	})
}
