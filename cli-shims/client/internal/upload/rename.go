package upload

import (
	"bytes"
	"io"
	"slices"
	"strings"
)

// longestHold is how much unfinished text is kept back before it goes out as it is.
const longestHold = 8 << 10

// Restorer writes output on, with the caller's own paths in place of the request's. What cannot be
// part of such a path goes on at once.
type Restorer struct {
	out     io.Writer
	renames []Rename
	held    []byte
}

// NewRestorer writes to out; without renames it changes nothing.
func NewRestorer(out io.Writer, renames []Rename) *Restorer {
	sorted := slices.Clone(renames)
	slices.SortStableFunc(sorted, func(a, b Rename) int { return len(b.Sent) - len(a.Sent) })
	return &Restorer{out: out, renames: sorted}
}

// Write takes a piece of output, cut anywhere.
func (r *Restorer) Write(piece []byte) (int, error) {
	if len(r.renames) == 0 {
		return r.out.Write(piece)
	}
	text := append(r.held, piece...)
	ready := len(text) - openPath(text)
	if len(text)-ready > longestHold {
		ready = len(text)
	}
	r.held = bytes.Clone(text[ready:])
	if ready == 0 {
		return len(piece), nil
	}
	_, err := io.WriteString(r.out, r.restore(string(text[:ready])))
	return len(piece), err
}

// Flush writes what was kept back.
func (r *Restorer) Flush() error {
	if len(r.held) == 0 {
		return nil
	}
	text := r.restore(string(r.held))
	r.held = nil
	_, err := io.WriteString(r.out, text)
	return err
}

// openPath is the length of what, at the end, may be a path that goes on.
func openPath(text []byte) int {
	start := len(text)
	for start > 0 && isPathByte(text[start-1]) {
		start--
	}
	tail := text[start:]
	if string(tail) != "." && bytes.IndexByte(tail, '/') < 0 && bytes.IndexByte(tail, Marker[0]) < 0 {
		return 0
	}
	return len(tail)
}

func isPathByte(c byte) bool {
	return c > ' ' && !strings.ContainsRune("'\"`:;,()[]{}<>|", rune(c))
}

func (r *Restorer) restore(text string) string {
	var out strings.Builder
	for {
		at := strings.Index(text, Marker+"/")
		if at < 0 {
			out.WriteString(text)
			return out.String()
		}
		before, rest := text[:at], text[at:]
		if folder := sandboxFolder(before); folder > 0 {
			// An absolute path in the service's own folder is an absolute path here.
			out.WriteString(before[:at-folder])
			text = rest[len(Marker):]
			continue
		}
		out.WriteString(withoutDot(before))
		shown, length := r.shown(rest)
		out.WriteString(shown)
		text = rest[length:]
	}
}

// withoutDot drops the "./" of a path that begins with it.
func withoutDot(before string) string {
	rest, dotted := strings.CutSuffix(before, "./")
	if dotted && (rest == "" || !isPathByte(rest[len(rest)-1])) {
		return rest
	}
	return before
}

// workingFolder is what the service calls the folder in which a program runs, inside the run's own.
const workingFolder = "work"

// sandboxFolder is the length of an absolute path to a working folder at the end of the text.
func sandboxFolder(before string) int {
	if !strings.HasSuffix(before, "/"+workingFolder+"/") {
		return 0
	}
	start := len(before)
	for start > 0 && isPathByte(before[start-1]) {
		start--
	}
	path := before[start:]
	return len(path) - strings.IndexByte(path, '/')
}

// shown is what the user calls the path that begins the text, and how much of the text it replaces.
func (r *Restorer) shown(text string) (string, int) {
	for _, rename := range r.renames {
		if rest, ok := strings.CutPrefix(text, rename.Sent); ok && (rest == "" || !continues(rest[0])) {
			return rename.Shown, len(rename.Sent)
		}
	}
	return "", len(Marker)
}

// continues says whether a path's last name goes on with this byte.
func continues(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c >= 0x80
}
