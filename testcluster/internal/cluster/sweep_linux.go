package cluster

// killRecorded has nothing to do here: the kernel killed the children together with their launcher.
func killRecorded(string) {}
