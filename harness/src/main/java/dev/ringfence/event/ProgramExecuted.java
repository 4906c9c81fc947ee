package dev.ringfence.event;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A process became another program: a successful execve(2) or execveat(2).
 *
 * @param sequence number of the event in this trace, from 1, growing
 * @param atNanos when it was seen, on the monotonic clock, since the trace began
 * @param process the process
 * @param program the file that is executed now
 * @param arguments its argument vector, at most the first 32, each cut at 256 characters
 * @param handedOn the descriptors that the program was handed, ascending: what {@code /proc/PID/fd} showed while the kernel
 *     held the process before the program's first instruction; null where that could not be read
 * @param scope whether it is the test's doing; {@code jspawnhelper} is {@link Scope#RUNTIME}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ProgramExecuted(
        long sequence,
        long atNanos,
        Pid process,
        String program,
        List<String> arguments,
        @Nullable List<Inherited> handedOn,
        Scope scope)
        implements TraceEvent {
    public ProgramExecuted {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(program, "program");
        arguments = List.copyOf(arguments);
        handedOn = handedOn == null ? null : List.copyOf(handedOn);
        Objects.requireNonNull(scope, "scope");
    }

    /** Returns the descriptors that the program was handed, ascending, if they could be read. */
    public Optional<List<Inherited>> inherited() {
        return Optional.ofNullable(handedOn);
    }

    /**
     * A descriptor that stayed open when a program was executed: it was not close-on-exec.
     *
     * @param fd its number
     * @param link the link text of {@code /proc/PID/fd/N}, such as {@code /tmp/audit.log} or {@code pipe:[4711]}
     */
    public record Inherited(Fd fd, String link) {
        public Inherited {
            Objects.requireNonNull(fd, "fd");
            Objects.requireNonNull(link, "link");
        }
    }
}
