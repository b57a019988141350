package dev.mcpk8s.sandbox;

import java.util.Optional;

/** The processors whose system calls the sandbox knows. */
enum Architecture {
    X86_64(0xC000_003E),
    AARCH64(0xC000_00B7);

    private final int auditNumber;

    Architecture(int auditNumber) {
        this.auditNumber = auditNumber;
    }

    /** How a system call filter sees it: {@code AUDIT_ARCH_…} of linux/audit.h. */
    int auditNumber() {
        return auditNumber;
    }

    /** This machine's; empty for others and for systems that are not Linux. */
    static Optional<Architecture> here() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        return switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> Optional.of(X86_64);
            case "aarch64" -> Optional.of(AARCH64);
            default -> Optional.empty();
        };
    }
}
