package dev.mcpk8s.error;

/** A command's exit code: the tool's own, or one of ours (124, 126, 127, 130). */
public record ExitStatus(int code) {

    public static final ExitStatus SUCCESS = new ExitStatus(0);
    public static final ExitStatus FAILURE = new ExitStatus(1);

    public boolean isSuccess() {
        return code == 0;
    }
}
