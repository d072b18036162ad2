package org.httpca.approval.exit;

import org.jspecify.annotations.Nullable;

/** Ends a command: the exit code, and one line that says what is wrong and what to do about it. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    public CommandFailed(ExitCode code, String line) {
        super(line);
        this.code = code;
    }

    public CommandFailed(ExitCode code, String line, @Nullable Throwable cause) {
        super(line, cause);
        this.code = code;
    }

    /** What the process returns. */
    public ExitCode code() {
        return code;
    }

    /** The line for standard error; may hold text of others, so it is made visible before it is printed. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
