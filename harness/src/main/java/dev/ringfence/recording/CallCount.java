package dev.ringfence.recording;

import dev.ringfence.event.Scope;
import java.time.Duration;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * How often a call was made in a window. Exact, also where events were dropped.
 *
 * @param name the kernel's name of the call
 * @param scope whose doing
 * @param calls how many times it was entered
 * @param failures how many of them are known to have failed
 * @param timed of how many of them the exit was watched
 * @param inCalls how long those took together, from entry to exit as the tracer saw them
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CallCount(String name, Scope scope, long calls, long failures, long timed, Duration inCalls) {
    public CallCount {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(inCalls, "inCalls");
    }

    /** Makes a count of calls of which no exit was watched. */
    public CallCount(String name, Scope scope, long calls, long failures) {
        this(name, scope, calls, failures, 0, Duration.ZERO);
    }
}
