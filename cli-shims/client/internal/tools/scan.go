// Package tools makes the command lines of helm, istioctl and argocd ready: which words name files,
// and which say where to connect.
package tools

import (
	"strings"
)

// option is a flag that takes a value and matters here.
type option struct {
	name  string // without dashes, the long form
	value string
	// word holds the value, behind so many bytes.
	word, from int
	// first is the first word of the flag.
	first int
}

// scanned is a line as far as the table of its tool explains it.
type scanned struct {
	words     []string
	gone      []bool
	options   []option
	switches  map[string]bool
	arguments []int
}

// table is what is known of a tool's flags.
type table struct {
	// takes are the flags with a value that matter, by long name; the values are short forms.
	takes map[string]string
	// otherwise are short forms that mean something else to a command, by the words that name it.
	otherwise map[string]string
}

func (t table) named(flag string) (string, bool) {
	if name, long := strings.CutPrefix(flag, "--"); long {
		_, known := t.takes[name]
		return name, known
	}
	for name, short := range t.takes {
		if short != "" && flag == "-"+short {
			return name, true
		}
	}
	return strings.TrimLeft(flag, "-"), false
}

func (t table) scan(words []string) *scanned {
	s := &scanned{words: append([]string{}, words...), gone: make([]bool, len(words)), switches: map[string]bool{}}
	for i := 0; i < len(words); i++ {
		word := words[i]
		switch {
		case word == "--":
			for i++; i < len(words); i++ {
				s.arguments = append(s.arguments, i)
			}
		case strings.HasPrefix(word, "-") && len(word) > 1:
			i = t.flag(s, i)
		default:
			s.arguments = append(s.arguments, i)
		}
	}
	return s
}

func (t table) flag(s *scanned, i int) int {
	word := s.words[i]
	flag, value, attached := strings.Cut(word, "=")
	from := len(flag) + 1
	if !strings.HasPrefix(word, "--") && len(flag) > 2 {
		flag, value, attached = word[:2], strings.TrimPrefix(word[2:], "="), true
		from = len(word) - len(value)
	}
	name, known := t.named(flag)
	if !strings.HasPrefix(flag, "--") && t.means(s, flag[1:]) {
		known = false
	}
	switch {
	case !known:
		s.switches[name] = !attached || value != "false"
	case attached:
		s.options = append(s.options, option{name, value, i, from, i})
	case i+1 < len(s.words):
		s.options = append(s.options, option{name, s.words[i+1], i + 1, 0, i})
		return i + 1
	}
	return i
}

// means says whether the command so far has a meaning of its own for a short form.
func (t table) means(s *scanned, short string) bool {
	for _, words := range []int{1, 2} {
		if strings.Contains(t.otherwise[s.command(words)], short) {
			return true
		}
	}
	return false
}

func (s *scanned) set(o option, value string) {
	s.words[o.word] = s.words[o.word][:o.from] + value
}

func (s *scanned) remove(o option) {
	s.gone[o.first], s.gone[o.word] = true, true
}

// drop takes a switch off the line.
func (s *scanned) drop(name string) {
	for i, word := range s.words {
		if word == "--"+name || strings.HasPrefix(word, "--"+name+"=") {
			s.gone[i] = true
		}
	}
}

func (s *scanned) text() []string {
	words := []string{}
	for i, word := range s.words {
		if !s.gone[i] {
			words = append(words, word)
		}
	}
	return words
}

// command is the words that name the command: the first so many that are no flags.
func (s *scanned) command(most int) string {
	var names []string
	for _, index := range s.arguments[:min(most, len(s.arguments))] {
		names = append(names, s.words[index])
	}
	return strings.Join(names, " ")
}
