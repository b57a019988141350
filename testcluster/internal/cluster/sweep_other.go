//go:build !linux

package cluster

import (
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// killRecorded ends what a killed launcher left running. A number alone may belong to somebody else by now, so
// the process must also name this folder in its arguments.
func killRecorded(data string) {
	for _, line := range recorded(data) {
		number, _, _ := strings.Cut(line, " ")
		pid, err := strconv.Atoi(number)
		if err != nil || pid <= 1 {
			continue
		}
		arguments, err := exec.Command("ps", "-ww", "-o", "command=", "-p", number).Output()
		if err == nil && strings.Contains(string(arguments), data) {
			_ = syscall.Kill(-pid, syscall.SIGKILL)
		}
	}
}
