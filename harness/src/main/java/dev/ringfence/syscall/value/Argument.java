package dev.ringfence.syscall.value;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A decoded argument of a system call.
 *
 * @param name in the kernel's source, such as {@code pathname}
 * @param value what it says; {@link Value.Pending} where only the exit could tell and was not observed
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Argument(String name, Value value) {
    public Argument {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }
}
