package dev.ringfence.spawn;

import dev.ringfence.syscall.Errno;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The machine did not allow a step on the way to a traced process: not a fault of the test and not one of ours. */
public final class SpawnFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** What was being done. */
    public enum Step {
        /** Starting {@code /bin/sh}. */
        SPAWN,
        /** Waiting for the shell to stop itself. */
        STOP,
        /** {@code PTRACE_SEIZE}. */
        SEIZE,
        /** Reading or writing registers or memory of the stopped shell, or stepping it. */
        CONTROL,
        /** {@code PTRACE_GET_SYSCALL_INFO}, Linux 5.3. */
        SYSCALL_INFO,
        /** Installing the filter. */
        FILTER
    }

    private final Step step;
    private final transient @Nullable Errno errno;

    SpawnFailure(Step step, String message, @Nullable Errno errno, @Nullable Throwable cause) {
        super(message, cause);
        this.step = Objects.requireNonNull(step, "step");
        this.errno = errno;
    }

    /** Returns what was being done. */
    public Step step() {
        return step;
    }

    /** Returns the kernel's answer, if it was an error number. */
    public Optional<Errno> errno() {
        return Optional.ofNullable(errno);
    }
}
