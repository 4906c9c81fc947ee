package dev.ringfence.session;

import dev.ringfence.snapshot.SnapshotPart;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * How a worker is to be.
 *
 * @param observed the kernel's names of the system calls to observe
 * @param entryOnly those of them that are only to be counted
 * @param captured parts of the snapshots at both ends of its windows
 * @param quiet a window with something open ends when the worker has been quiet for so long
 * @param settle and at the latest after so long
 * @param eventLimit how many events a recording keeps
 * @param startTimeout a worker that is not ready after so long is killed; not for one that waits for a debugger
 * @param debug whether it waits for a debugger before it starts
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record WorkerSettings(
        Set<String> observed,
        Set<String> entryOnly,
        Set<SnapshotPart> captured,
        Duration quiet,
        Duration settle,
        int eventLimit,
        Duration startTimeout,
        boolean debug) {
    public WorkerSettings {
        observed = Set.copyOf(observed);
        entryOnly = Set.copyOf(entryOnly);
        captured = Set.copyOf(captured);
        Objects.requireNonNull(quiet, "quiet");
        Objects.requireNonNull(settle, "settle");
        Objects.requireNonNull(startTimeout, "startTimeout");
        if (eventLimit <= 0) {
            throw new IllegalArgumentException("eventLimit must be positive but was " + eventLimit);
        }
    }
}
