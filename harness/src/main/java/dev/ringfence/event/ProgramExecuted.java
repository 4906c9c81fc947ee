package dev.ringfence.event;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A process became another program: a successful execve(2) or execveat(2).
 *
 * @param sequence number of the event in this trace, from 1, growing
 * @param atNanos when it was seen, on the monotonic clock, since the trace began
 * @param process the process
 * @param program the file that is executed now
 * @param arguments its argument vector, at most the first 32, each cut at 256 characters
 * @param scope whether it is the test's doing; {@code jspawnhelper} is {@link Scope#RUNTIME}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ProgramExecuted(
        long sequence, long atNanos, Pid process, String program, List<String> arguments, Scope scope)
        implements TraceEvent {
    public ProgramExecuted {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(program, "program");
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(scope, "scope");
    }
}
