// Package machine makes a machine of its own for a node, out of Linux namespaces: processes, mounts, network, host
// name and a part of the cgroups. Whatever a node's programs start, mount or connect ends with the machine's first
// process, because the kernel sees to it, and that process ends with the launcher. Only empty cgroups stay, which
// Remove and Sweep take away.
package machine

// The places that the inside of every machine has.
const (
	Home     = "/run/node"     // Spec.Data
	Programs = "/run/programs" // Spec.Programs, by their base names
)

// InitCommand is the argument by which this program knows that it is to be a machine's first process.
const InitCommand = "node-init"

// Spec says what a machine has.
type Spec struct {
	Name     string   // the host name inside
	Cgroup   string   // from CgroupName
	Data     string   // a folder outside
	Programs []string // files outside that the inside would otherwise not see
	Address  string   // an address that the inside holds besides those of its network
}

// facts is what the first process tells once the machine stands.
type facts struct {
	Overlay bool   `json:"overlay"` // overlay mounts work on the data folder
	Error   string `json:"error,omitempty"`
}
