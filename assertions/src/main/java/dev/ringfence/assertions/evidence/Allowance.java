package dev.ringfence.assertions.evidence;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Descriptors that a test may leave open.
 *
 * @param glob matched against the target's link and description, the path or address of the opening call, and the label
 *     of the
 *     opening site
 * @param because why they may stay open, not blank
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Allowance(Glob glob, String because) {
    public Allowance {
        Objects.requireNonNull(glob, "glob");
        if (because.isBlank()) throw new IllegalArgumentException("because must not be blank");
    }

    /** Returns whether this allows the leak. */
    public boolean allows(Leak leak) {
        return leak.names().anyMatch(glob::matches);
    }
}
