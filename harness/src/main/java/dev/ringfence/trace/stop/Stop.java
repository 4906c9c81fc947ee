package dev.ringfence.trace.stop;

/**
 * A ptrace stop or the end of a tracee, classified from its wait status. Except after {@link Exited} and {@link Killed}
 * the tracee is stopped and must be resumed exactly once.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/ptrace.2.html">ptrace(2), "Stopped states"</a>
 */
public sealed interface Stop {

    /** The thread exited with this code. It is gone. */
    record Exited(int code) implements Stop {}

    /** A signal ended the thread. It is gone. */
    record Killed(int signal) implements Stop {}

    /** It is at the entry or exit of a system call ({@code PTRACE_O_TRACESYSGOOD}). {@code PTRACE_GET_SYSCALL_INFO} tells which. */
    record Syscall() implements Stop {}

    /** The filter returned {@code SECCOMP_RET_TRACE}: it is at the entry of an observed call. */
    record Seccomp() implements Stop {}

    /** It has made a thread or process; the event message is the new id. */
    record Cloned(CloneKind kind) implements Stop {}

    /** It is another program now; the event message is its former thread id. All other threads of the process are gone. */
    record Executed() implements Stop {}

    /** It is about to exit ({@code PTRACE_O_TRACEEXIT}): its memory is still there, and it cannot be kept from exiting. */
    record Exiting() implements Stop {}

    /** Its process is stopped by this signal. Resume it with {@code PTRACE_LISTEN}, or the stop would end. */
    record Group(int signal) implements Stop {}

    /** A new tracee is at its first stop, or a {@code PTRACE_INTERRUPT} took effect. */
    record Fresh() implements Stop {}

    /** A signal is about to be delivered. Resume with that signal, or it is lost. */
    record Signal(int signal) implements Stop {}

    /** By which call a new tracee was made. */
    enum CloneKind {
        FORK,
        VFORK,
        CLONE
    }
}
