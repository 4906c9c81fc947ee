package dev.ringfence.recording;

import dev.ringfence.event.Actor;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.ThreadStart;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the worker that was started in a window and was alive at its end.
 *
 * @param actor the thread, by its Java name where the worker knew it
 * @param startedAfterBoot from boot to its start: tells it from another one that is given its id later
 * @param stack what it did at the end, or why that is not known
 * @param start its start, or null where that was not seen
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LeftThread(
        Actor actor,
        Duration startedAfterBoot,
        JavaStack stack,
        @Nullable ThreadStart start) {
    public LeftThread {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(startedAfterBoot, "startedAfterBoot");
        Objects.requireNonNull(stack, "stack");
    }

    /** Returns its start, where that was seen. */
    public Optional<ThreadStart> seenStart() {
        return Optional.ofNullable(start);
    }
}
