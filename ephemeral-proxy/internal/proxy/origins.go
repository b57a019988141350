package proxy

import (
	"net"
	"net/http"
	"slices"

	"dev.mcpk8s/ephemeral-proxy/internal/message"
	"dev.mcpk8s/ephemeral-proxy/internal/options"
)

const (
	corsHeaders = "Content-Type, Accept, Authorization, Mcp-Session-Id, Mcp-Protocol-Version, Last-Event-ID"
	corsMethods = "GET, POST, DELETE, OPTIONS"
)

// origins keeps pages of others out: a browser says in Origin whose page sends a request. Where the
// proxy listens on loopback the Host is checked too, against pages that play tricks with DNS.
type origins struct {
	allowed  []string
	loopback bool
}

func newOrigins(given options.Options) origins {
	return origins{allowed: given.AllowOrigins, loopback: isLoopback(given.Host)}
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

func (o origins) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o.loopback && !isLoopback(hostName(r.Host)) {
			refuse(w, http.StatusForbidden, "", message.InvalidRequest, "this Host is not a name of the proxy")
			return
		}
		origin := r.Header.Get("Origin")
		if origin != "" {
			if !slices.Contains(o.allowed, origin) && !slices.Contains(o.allowed, "*") {
				refuse(w, http.StatusForbidden, "", message.InvalidRequest,
					"pages of this Origin may not call; --allow-origin adds origins")
				return
			}
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Expose-Headers", sessionHeader)
			w.Header().Add("Vary", "Origin")
		}
		if r.Method == http.MethodOptions {
			w.Header().Set("Access-Control-Allow-Methods", corsMethods)
			w.Header().Set("Access-Control-Allow-Headers", corsHeaders)
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func hostName(hostPort string) string {
	if host, _, err := net.SplitHostPort(hostPort); err == nil {
		return host
	}
	return hostPort
}
