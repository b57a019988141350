package child

import "syscall"

// own makes the program the leader of a group that the kernel kills with us.
func own(attributes *syscall.SysProcAttr) {
	attributes.Setpgid = true
	attributes.Pdeathsig = syscall.SIGKILL
}
