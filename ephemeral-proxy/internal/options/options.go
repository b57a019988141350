// Package options reads mcp-proxy's command line.
package options

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"
)

// Options is what a command line says.
type Options struct {
	Host         string
	Port         int
	AllowOrigins []string
	// IdleTimeout is how long the proxy waits for a request before it ends; zero means for ever.
	IdleTimeout time.Duration
	// StartTimeout is how long the server may take until it answers; zero means for ever.
	StartTimeout time.Duration
	// Stateless lets all clients share one server process, without sessions.
	Stateless bool
	// Command is the server's program and its words; never empty.
	Command []string
}

// Usage is what a person reads who asks for help.
const Usage = `Usage: mcp-proxy [flags] -- PROGRAM [WORD...]

Serves a stdio MCP server as streamable HTTP (/mcp) and as HTTP+SSE (/sse, /messages/).

  --port N             port to listen on (default 8080)
  --host ADDRESS       address to listen on (default 127.0.0.1)
  --allow-origin O     a web origin whose pages may call; * for all; may be repeated
  --idle-timeout D     end after so long without a request, such as 600s; 0 for never (default 600s)
  --start-timeout D    give up when the server has not answered after so long, such as 300s; 0 for never (default 0)
  --stateless          one server process for all clients, no sessions
`

type origins []string

func (o *origins) String() string { return strings.Join(*o, ",") }

func (o *origins) Set(value string) error {
	if value == "" {
		return errors.New("must not be empty")
	}
	*o = append(*o, value)
	return nil
}

// Parse reads the words after the program's own name. The server's command stands behind "--", so
// that no word of it can be taken for a flag of ours. It gives flag.ErrHelp when help was asked for.
func Parse(words []string) (Options, error) {
	own, command := split(words)
	var options Options
	var allowed origins
	flags := flag.NewFlagSet("mcp-proxy", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&options.Host, "host", "127.0.0.1", "")
	flags.IntVar(&options.Port, "port", 8080, "")
	flags.Var(&allowed, "allow-origin", "")
	flags.DurationVar(&options.IdleTimeout, "idle-timeout", 600*time.Second, "")
	flags.DurationVar(&options.StartTimeout, "start-timeout", 0, "")
	flags.BoolVar(&options.Stateless, "stateless", false, "")
	if err := flags.Parse(own); err != nil {
		return Options{}, err
	}
	switch {
	case flags.NArg() > 0:
		return Options{}, fmt.Errorf("the server's command stands behind --, not %q", flags.Arg(0))
	case len(command) == 0 || command[0] == "":
		return Options{}, errors.New("the server's command is missing: -- PROGRAM [WORD...]")
	case options.Port < 0 || options.Port > 65535:
		return Options{}, fmt.Errorf("--port must be from 0 to 65535, not %d", options.Port)
	case options.IdleTimeout < 0:
		return Options{}, errors.New("--idle-timeout must not be negative")
	case options.StartTimeout < 0:
		return Options{}, errors.New("--start-timeout must not be negative")
	}
	options.AllowOrigins = allowed
	options.Command = command
	return options, nil
}

func split(words []string) (own, command []string) {
	for i, word := range words {
		if word == "--" {
			return words[:i], words[i+1:]
		}
	}
	return words, nil
}
