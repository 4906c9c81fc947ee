package dev.ringfence.snapshot.delta;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A thread that is in one of two snapshots.
 *
 * @param tid its id
 * @param name its name in the kernel, at most 15 bytes
 * @param startedAfterBoot from boot to its start: ids are given out again
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TaskChange(int tid, String name, Duration startedAfterBoot) {
    public TaskChange {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(startedAfterBoot, "startedAfterBoot");
    }

    /** A thread may change its name. */
    Object identity() {
        return List.of(tid, startedAfterBoot);
    }
}
