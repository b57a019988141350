//go:build !linux

package child

import "syscall"

// Without a parent-death signal a killed launcher leaves its children running until the next one sweeps
// (cluster.Sweep); every other way to end stops them here too.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true}
}
