package dev.ringfence.snapshot;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The descriptor table of a process at a moment: {@code /proc/PID/fd}.
 *
 * @param atNanos when it was read, on the monotonic clock, since the trace began
 * @param targets descriptor number to what it stands for, in ascending order
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FdSnapshot(long atNanos, Map<Integer, FdTarget> targets) {
    public FdSnapshot {
        Objects.requireNonNull(targets, "targets");
        targets = java.util.Collections.unmodifiableMap(new TreeMap<>(targets));
    }

    /** Returns what the descriptor stands for, if it is open. */
    public Optional<FdTarget> target(int fd) {
        return Optional.ofNullable(targets.get(fd));
    }
}
