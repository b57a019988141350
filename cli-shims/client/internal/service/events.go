package service

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// End is how a command ended.
type End struct {
	Status   string `json:"status"`
	ExitCode int    `json:"exit_code"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	// Files is what the command wrote, by path.
	Files map[string]File `json:"files"`
}

// File is what a command wrote; without content it was too large to be brought along.
type File struct {
	Content []byte `json:"base64"`
}

// piece is a part of a file.
type piece struct {
	Path   string `json:"path"`
	Size   int    `json:"size"`
	Offset int    `json:"offset"`
	Base64 []byte `json:"base64"`
}

// ErrCut is the end of a stream before the end of its command.
var ErrCut = errors.New("the connection to the service was lost before the command ended")

// Copy writes the output of a stream as it comes, and returns how the command ended.
func Copy(stream io.Reader, stdout, stderr io.Writer) (*End, error) {
	reader := &eventReader{lines: bufio.NewReaderSize(stream, 64<<10)}
	files := map[string]File{}
	for {
		event, data, err := reader.next()
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, ErrCut
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %v", ErrCut, err)
		}
		switch event {
		case "stdout":
			err = decode(data, stdout)
		case "stderr":
			err = decode(data, stderr)
		case "control":
			var end *End
			if end, err = control(data, files); end != nil {
				return end, err
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

// control is the end where it is one; pieces of files are put together.
func control(data []byte, files map[string]File) (*End, error) {
	end := &End{Files: files}
	if err := json.Unmarshal(data, end); err != nil {
		return nil, err
	}
	switch end.Status {
	case "done", "timeout", "cancelled", "error":
		return end, nil
	case "file":
		return nil, collect(data, files)
	}
	return nil, nil
}

func collect(data []byte, files map[string]File) error {
	var part piece
	if err := json.Unmarshal(data, &part); err != nil {
		return err
	}
	if part.Base64 == nil {
		files[part.Path] = File{}
		return nil
	}
	content := files[part.Path].Content
	if part.Offset != len(content) || part.Offset+len(part.Base64) > part.Size {
		return fmt.Errorf("the service's answer cannot be read: a piece of %q is missing", part.Path)
	}
	if content == nil {
		content = []byte{}
	}
	files[part.Path] = File{Content: append(content, part.Base64...)}
	return nil
}

func decode(data []byte, out io.Writer) error {
	bytes := make([]byte, base64.StdEncoding.DecodedLen(len(data)))
	n, err := base64.StdEncoding.Decode(bytes, data)
	if err != nil {
		return fmt.Errorf("the service's answer cannot be read: %v", err)
	}
	_, err = out.Write(bytes[:n])
	return err
}

// eventReader takes a stream of server-sent events apart.
type eventReader struct {
	lines *bufio.Reader
	long  []byte
	data  []byte
}

// next is the next event; its data is valid until the call after. Comments and ids are skipped.
func (r *eventReader) next() (event string, data []byte, err error) {
	r.data = r.data[:0]
	for {
		line, err := r.line()
		if err != nil {
			return "", nil, err
		}
		field, value, _ := bytes.Cut(line, []byte(":"))
		value = bytes.TrimPrefix(value, []byte(" "))
		switch {
		case len(line) == 0 && event != "":
			return event, r.data, nil
		case string(field) == "event":
			event = string(value)
		case string(field) == "data":
			if len(r.data) > 0 {
				r.data = append(r.data, '\n')
			}
			r.data = append(r.data, value...)
		}
	}
}

func (r *eventReader) line() ([]byte, error) {
	line, err := r.lines.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return bytes.TrimRight(line, "\r\n"), err
	}
	r.long = append(r.long[:0], line...)
	for errors.Is(err, bufio.ErrBufferFull) {
		line, err = r.lines.ReadSlice('\n')
		r.long = append(r.long, line...)
	}
	return bytes.TrimRight(r.long, "\r\n"), err
}
