package dev.ringfence.event;

import dev.ringfence.syscall.value.Argument;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One system call.
 *
 * @param sequence number of the event in this trace, from 1, growing
 * @param atNanos when it was entered, on the monotonic clock, since the trace began
 * @param actor who made it
 * @param number the kernel's number of the call (x86_64 table)
 * @param name its name in the kernel, such as {@code openat}
 * @param arguments the six raw argument registers
 * @param pathArgument the path it names, decoded and made absolute where it can be; of two paths (rename) the first
 * @param otherPath the second path of a call that has two (rename, link, symlink)
 * @param address the socket address it names (connect, bind), such as {@code 127.0.0.1:8080}
 * @param outcome how it ended
 * @param inCall how long from its entry to its exit, as the tracer saw them; null where its exit was not watched
 * @param effect what it did to the descriptor table of {@code actor.process()}
 * @param scope whether it is the test's doing
 * @param decoded the arguments as values, as strace(1) shows them; empty for a call that did not come through x86_64's
 *     table or was entered before the window
 * @param stack the Java stack of the thread, for calls that make a descriptor inside a window
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SyscallEvent(
        long sequence,
        long atNanos,
        Actor actor,
        int number,
        String name,
        List<Long> arguments,
        @Nullable String pathArgument,
        @Nullable String otherPath,
        @Nullable String address,
        Outcome outcome,
        @Nullable Duration inCall,
        FdEffect effect,
        Scope scope,
        List<Argument> decoded,
        JavaStack stack)
        implements TraceEvent {
    public SyscallEvent {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(name, "name");
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(scope, "scope");
        decoded = List.copyOf(decoded);
        Objects.requireNonNull(stack, "stack");
    }

    /** Returns the path the call names, if it names one that could be read. */
    public Optional<String> path() {
        return Optional.ofNullable(pathArgument);
    }

    /** Returns how long the call took from its entry to its exit, as the tracer saw them, if its exit was watched. */
    public Optional<Duration> duration() {
        return Optional.ofNullable(inCall);
    }

    /** Returns whether the call is known to have failed. */
    public boolean failed() {
        return outcome instanceof Outcome.Failed;
    }
}
