package dev.ringfence.session;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a worker ended that was not asked to.
 *
 * @param code exit code, or -1 when a signal ended it
 * @param signal name of the signal, or null
 * @param description how it ended, as a clause
 * @param lastOutput last lines it wrote
 * @param failure what it said of a fault of its own before, or null
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record WorkerDeath(
        int code,
        @Nullable String signal,
        String description,
        List<String> lastOutput,
        @Nullable String failure) {
    public WorkerDeath {
        Objects.requireNonNull(description, "description");
        lastOutput = List.copyOf(lastOutput);
    }
}
