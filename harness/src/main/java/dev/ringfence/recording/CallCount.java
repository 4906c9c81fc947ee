package dev.ringfence.recording;

import dev.ringfence.event.Scope;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * How often a call was made in a window. Exact, also where events were dropped.
 *
 * @param name the kernel's name of the call
 * @param scope whose doing
 * @param calls how many times it was entered
 * @param failures how many of them are known to have failed
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CallCount(String name, Scope scope, long calls, long failures) {
    public CallCount {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scope, "scope");
    }
}
