package dropin

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"dev.mcpk8s/client/internal/plan"
	"dev.mcpk8s/client/internal/service"
	"dev.mcpk8s/client/internal/upload"
)

const (
	// held is how much of standard input is kept to be sent like any other field. What is longer is
	// sent while it is read, so that the service says that it is too long, and memory stays as it is.
	held = 32 << 20
	// longestAnswer is how far an answer is looked for.
	longestAnswer = 4 << 10
	// patience is after how long somebody who waits is told what for.
	patience = 5 * time.Second

	tooLong = "standard input is longer than the service accepts; it goes there as a whole before the command begins." +
		" Run the real command for it"
)

// takeStdin reads what the line reads of standard input, and nothing else.
func takeStdin(request *service.Request, line *plan.Plan, tool string, streams Streams) error {
	switch {
	case line.Stdin == "":
		return nil
	case line.Answers > 0:
		answers, err := readAnswers(streams.Stdin, line.Answers)
		request.Stdin = upload.Content(answers)
		return err
	case line.Lively:
		waiting := time.AfterFunc(patience, func() {
			fmt.Fprintf(streams.Stderr, "%s: %s waits for standard input to end, which goes to the service as a whole\n",
				tool, strings.TrimPrefix(line.Stdin, tool+" "))
		})
		defer waiting.Stop()
	}
	return readAll(request, streams.Stdin, held)
}

func readAll(request *service.Request, stdin io.Reader, held int64) error {
	content, err := io.ReadAll(io.LimitReader(stdin, held+1))
	if err != nil {
		return err
	}
	if int64(len(content)) > held {
		request.Stream = io.MultiReader(bytes.NewReader(content), stdin)
	} else {
		request.Stdin = upload.Content(content)
	}
	return nil
}

// readAnswers reads so many lines byte by byte, as Go's fmt.Fscanln does: what follows is for who
// reads next.
func readAnswers(stdin io.Reader, count int) ([]byte, error) {
	var read []byte
	next := make([]byte, 1)
	for lines := 0; lines < count && len(read) < longestAnswer; {
		if _, err := io.ReadFull(stdin, next); err == io.EOF {
			break
		} else if err != nil {
			return nil, err
		}
		read = append(read, next[0])
		if next[0] == '\n' {
			lines++
		}
	}
	return read, nil
}
