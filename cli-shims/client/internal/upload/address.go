package upload

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
)

// attempts and pause are kubectl's own.
const attempts = 3

var pause = time.Second

// Address fetches what -f names by its address, as kubectl does, and sends it: the service fetches
// nothing.
func (f *Files) Address(address string) (string, error) {
	var failure error
	for attempt := range attempts {
		if attempt > 0 {
			time.Sleep(pause)
		}
		content, again, err := f.fetch(address)
		if err == nil {
			return f.fetched(address, content), nil
		}
		if failure = err; !again {
			break
		}
	}
	return "", failure
}

func (f *Files) fetch(address string) (content []byte, again bool, err error) {
	answer, err := http.Get(address)
	if err != nil {
		return nil, true, connectionError(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, answer.StatusCode >= 500, fmt.Errorf("unable to read URL %q, server reported %s, status code=%d",
			address, answer.Status, answer.StatusCode)
	}
	content, err = io.ReadAll(io.LimitReader(answer.Body, maximumBytes-f.size+1))
	if err == nil && f.size+int64(len(content)) > maximumBytes {
		err = fmt.Errorf("%s is larger than %d MiB", address, maximumBytes>>20)
	}
	return content, false, err
}

// ConnectionError is shown as it is: kubectl puts no "error: " before it.
type ConnectionError struct{ text string }

func (e *ConnectionError) Error() string { return e.text }

// Verbatim says that nothing stands before it.
func (e *ConnectionError) Verbatim() {}

func connectionError(err error) error {
	var failure *url.Error
	if !errors.As(err, &failure) {
		return err
	}
	if server, err := url.Parse(failure.URL); err == nil && strings.Contains(failure.Err.Error(), "connection refused") {
		return &ConnectionError{fmt.Sprintf("The connection to the server %s was refused - did you specify the right host"+
			" or port?", server.Host)}
	}
	return &ConnectionError{fmt.Sprintf("Unable to connect to the server: %v", failure.Err)}
}

func (f *Files) fetched(address string, content []byte) string {
	sent := Marker + "/fetched/" + strconv.Itoa(len(f.contents)) + "/" + path.Base(path.Clean("/"+address))
	f.size += int64(len(content))
	f.contents[sent] = content
	f.renames = append(f.renames, Rename{Sent: sent, Shown: address})
	return sent
}
