//go:build !linux

package child

import "syscall"

// own makes the program the leader of a group. Without a parent-death signal a killed launcher leaves its children
// running until the next one sweeps (cluster.Sweep); every other way to end stops them here too.
func own(attributes *syscall.SysProcAttr) {
	attributes.Setpgid = true
}
