package dev.ringfence.snapshot.delta;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Something at two moments.
 *
 * @param before at the first
 * @param after at the second
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Change<T>(T before, T after) {
    public Change {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** Returns whether it is the same. */
    public boolean isNone() {
        return before.equals(after);
    }
}
