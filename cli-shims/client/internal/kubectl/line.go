package kubectl

import (
	"slices"
	"strings"
)

// Given is one flag of a line, with its value.
type Given struct {
	Flag  *Flag
	Value string

	line *Line
	// word is where the flag stands; its own text begins at from, the value at value, which is -1
	// when the value is the next word, and -2 when there is none.
	word, from, value int
}

const (
	nextWord = -1
	noValue  = -2
)

// Argument is a word that is no flag.
type Argument struct {
	Text string

	line *Line
	word int
}

// Line is a command line whose words can be changed in place.
type Line struct {
	Command   *Command
	Flags     []Given
	Arguments []Argument

	words []string
	gone  []bool
	cuts  map[int][][2]int
}

// Read reads the words behind "kubectl". It refuses nothing: what is wrong is said by the service.
func Read(words []string) *Line {
	t := load()
	command, names := t.find(words)
	line := &Line{
		Command: command,
		words:   slices.Clone(words),
		gone:    make([]bool, len(words)),
		cuts:    map[int][][2]int{},
	}
	line.parse(t, names)
	return line
}

// find goes from command to subcommand as cobra does, and marks the words that name them.
func (t tree) find(words []string) (*Command, map[int]bool) {
	command := t.commands[""]
	names := map[int]bool{}
	for {
		index := t.firstArgument(command, words, names)
		if index < 0 {
			return command, names
		}
		child := t.child(command, words[index])
		if child == nil {
			return command, names
		}
		command = child
		names[index] = true
	}
}

func (t tree) firstArgument(command *Command, words []string, names map[int]bool) int {
	for i := 0; i < len(words); i++ {
		word := words[i]
		switch {
		case names[i]:
		case word == "--":
			return -1
		case t.takesNext(command, word):
			for i++; i < len(words) && names[i]; i++ {
			}
		case word != "" && !strings.HasPrefix(word, "-"):
			return i
		}
	}
	return -1
}

func (t tree) takesNext(command *Command, word string) bool {
	if strings.Contains(word, "=") {
		return false
	}
	if name, long := strings.CutPrefix(word, "--"); long {
		flag := t.named(command, name)
		return flag == nil || flag.Alone == ""
	}
	if strings.HasPrefix(word, "-") && len(word) == 2 {
		flag := t.short(command, word[1:])
		return flag == nil || flag.Alone == ""
	}
	return false
}

func (l *Line) parse(t tree, names map[int]bool) {
	for i := 0; i < len(l.words); i++ {
		word := l.words[i]
		switch {
		case names[i]:
		case word == "--":
			for i++; i < len(l.words); i++ {
				l.Arguments = append(l.Arguments, Argument{l.words[i], l, i})
			}
		case strings.HasPrefix(word, "--"):
			i = l.long(t, i)
		case strings.HasPrefix(word, "-") && len(word) > 1:
			i = l.short(t, i)
		default:
			l.Arguments = append(l.Arguments, Argument{word, l, i})
		}
	}
}

func (l *Line) long(t tree, i int) int {
	name, value, attached := strings.Cut(l.words[i][2:], "=")
	flag := t.named(l.Command, name)
	if flag == nil {
		return i
	}
	given := Given{Flag: flag, Value: value, line: l, word: i, value: len(name) + 3}
	if !attached {
		return l.separate(given, i)
	}
	l.Flags = append(l.Flags, given)
	return i
}

// short reads -abc, where the first that takes a value takes the rest.
func (l *Line) short(t tree, i int) int {
	word := l.words[i]
	for at := 1; at < len(word); at++ {
		flag := t.short(l.Command, word[at:at+1])
		if flag == nil {
			return i
		}
		rest := word[at+1:]
		given := Given{Flag: flag, line: l, word: i, from: at, value: at + 1}
		switch {
		case strings.HasPrefix(rest, "=") && len(rest) > 1:
			given.Value, given.value = rest[1:], at+2
			l.Flags = append(l.Flags, given)
			return i
		case flag.Alone != "":
			given.Value, given.value = flag.Alone, noValue
			l.Flags = append(l.Flags, given)
		case rest != "":
			given.Value = rest
			l.Flags = append(l.Flags, given)
			return i
		default:
			return l.separate(given, i)
		}
	}
	return i
}

func (l *Line) separate(given Given, i int) int {
	if given.Flag.Alone != "" {
		given.Value, given.value = given.Flag.Alone, noValue
	} else if i+1 < len(l.words) {
		i++
		given.Value, given.value = l.words[i], nextWord
	} else {
		return i
	}
	l.Flags = append(l.Flags, given)
	return i
}

// Set puts another value in its place.
func (g Given) Set(value string) {
	switch g.value {
	case nextWord:
		g.line.words[g.word+1] = value
	case noValue:
	default:
		g.line.words[g.word] = g.line.words[g.word][:g.value] + value
	}
}

// Remove takes the flag off the line.
func (g Given) Remove() {
	if g.value == nextWord {
		g.line.gone[g.word+1] = true
	}
	if g.from == 0 {
		g.line.gone[g.word] = true
		return
	}
	end := g.from + 1
	if g.value != noValue {
		end = len(g.line.words[g.word])
	}
	g.line.cuts[g.word] = append(g.line.cuts[g.word], [2]int{g.from, end})
}

// Set puts another word in its place.
func (a Argument) Set(value string) { a.line.words[a.word] = value }

// Words is the line as it is now.
func (l *Line) Words() []string {
	words := []string{}
	for i, word := range l.words {
		if l.gone[i] {
			continue
		}
		for _, cut := range slices.Backward(l.cuts[i]) {
			word = word[:cut[0]] + word[cut[1]:]
		}
		if word != "-" || len(l.cuts[i]) == 0 {
			words = append(words, word)
		}
	}
	return words
}

// All is every occurrence of a flag.
func (l *Line) All(name string) []Given {
	var found []Given
	for _, given := range l.Flags {
		if given.Flag.Name == name {
			found = append(found, given)
		}
	}
	return found
}

// Text is the last value of a flag; empty when it is not given.
func (l *Line) Text(name string) string {
	all := l.All(name)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1].Value
}

// Is says whether a switch is on.
func (l *Line) Is(name string) bool {
	switch l.Text(name) {
	case "1", "t", "T", "true", "TRUE", "True":
		return true
	}
	return false
}
