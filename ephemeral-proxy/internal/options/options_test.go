package options

import (
	"errors"
	"flag"
	"reflect"
	"testing"
	"time"
)

func TestReadsEveryFlagAndKeepsTheServersWordsWhole(t *testing.T) {
	got, err := Parse([]string{"--port", "9", "--host=0.0.0.0", "--allow-origin", "https://a", "--allow-origin", "https://b",
		"--idle-timeout", "5s", "--start-timeout=2m", "--stateless", "--", "npx", "-y", "a server", "--port", "7", "--", "x"})
	want := Options{Host: "0.0.0.0", Port: 9, AllowOrigins: []string{"https://a", "https://b"}, IdleTimeout: 5 * time.Second,
		StartTimeout: 2 * time.Minute, Stateless: true, Command: []string{"npx", "-y", "a server", "--port", "7", "--", "x"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("got %+v, %v", got, err)
	}
}

func TestHasDefaults(t *testing.T) {
	got, err := Parse([]string{"--", "server"})
	want := Options{Host: "127.0.0.1", Port: 8080, IdleTimeout: 10 * time.Minute, Command: []string{"server"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("got %+v, %v", got, err)
	}
}

func TestRefusesWhatItCannotServe(t *testing.T) {
	for _, words := range [][]string{
		{}, {"--"}, {"--", ""}, {"server"}, {"--port", "65536", "--", "s"}, {"--port", "x", "--", "s"}, {"--nonsense", "--", "s"},
		{"--idle-timeout", "-1s", "--", "s"}, {"--start-timeout", "-1s", "--", "s"}, {"--allow-origin", "", "--", "s"}, {"server", "--", "s"},
	} {
		if _, err := Parse(words); err == nil {
			t.Errorf("%q was accepted", words)
		}
	}
	if _, err := Parse([]string{"--help"}); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("help: %v", err)
	}
}
