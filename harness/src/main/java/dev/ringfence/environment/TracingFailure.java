package dev.ringfence.environment;

import dev.ringfence.syscall.Errno;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far an attempt to trace a process came.
 *
 * @param step what was being done
 * @param detail what happened, as the call and its error: {@code ptrace(PTRACE_SEIZE, 4711): EPERM}
 * @param error the kernel's answer, or null where it was none
 */
public record TracingFailure(
        Step step, String detail, @Nullable Errno error) {
    public TracingFailure {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(detail, "detail");
    }

    /** What an attempt does, in this order. */
    public enum Step {
        /** Loading libc and the native part of jnr-ffi. */
        LOAD,
        /** Starting {@code /bin/sh}. */
        SPAWN,
        /** Waiting for the shell to stop itself. */
        STOP,
        /** Attaching to it: {@code PTRACE_SEIZE} with options. */
        SEIZE,
        /** Reading and writing its registers and memory. */
        CONTROL,
        /** {@code PTRACE_GET_SYSCALL_INFO}. */
        SYSCALL_INFO,
        /** Installing a filter in it. */
        FILTER,
        /** Seeing one call that the filter is to report. */
        OBSERVE
    }

    /** Returns the kernel's answer, if it was an error number. */
    public Optional<Errno> errno() {
        return Optional.ofNullable(error);
    }

    boolean is(String errnoName) {
        return error != null && error.name().equals(errnoName);
    }
}
