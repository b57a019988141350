package child

import "syscall"

const setChildSubreaper = 36 // PR_SET_CHILD_SUBREAPER of prctl(2)

// adoptOrphans makes this process the parent of what its descendants leave behind, also where it is
// not process 1. Without it they would go to another process, which is no loss.
func adoptOrphans() {
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, setChildSubreaper, 1, 0)
}
