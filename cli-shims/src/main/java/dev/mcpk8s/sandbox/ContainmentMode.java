package dev.mcpk8s.sandbox;

/** What is to be done where the kernel cannot contain programs. */
public enum ContainmentMode {
    /** The service does not start. */
    REQUIRED,
    /** Programs run with as much of it as there is; the log says once what is missing. */
    PREFERRED,
    /** Programs run as any other process of the service's user. */
    OFF
}
