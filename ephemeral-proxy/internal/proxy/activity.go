package proxy

import (
	"fmt"
	"os"
	"sync"
	"time"
)

// activity knows how long nobody has wanted anything.
type activity struct {
	mutex sync.Mutex
	open  int
	last  time.Time
}

func (a *activity) begin() { a.change(1) }
func (a *activity) end()   { a.change(-1) }
func (a *activity) touch() { a.change(0) }

func (a *activity) change(requests int) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.open += requests
	a.last = time.Now()
}

// idle tells for how long no request was open and no message passed.
func (a *activity) idle() time.Duration {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if a.open > 0 {
		return 0
	}
	return time.Since(a.last)
}

// logf writes where the cluster's log reads it, beside what the server says there.
func logf(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "mcp-proxy: "+format+"\n", values...)
}
