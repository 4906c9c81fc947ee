package dev.ringfence.event;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The start of a thread of the worker: clone(2) with {@code CLONE_THREAD}.
 *
 * @param thread the new thread
 * @param atNanos when it was seen, on the monotonic clock, since the trace began
 * @param starter the thread that started it
 * @param stack where that was, or why it is not known
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ThreadStart(Tid thread, long atNanos, Actor starter, JavaStack stack) {
    public ThreadStart {
        Objects.requireNonNull(thread, "thread");
        Objects.requireNonNull(starter, "starter");
        Objects.requireNonNull(stack, "stack");
    }
}
