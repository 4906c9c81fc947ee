package dev.ringfence.snapshot;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What {@code /proc} said around a window.
 *
 * @param opened at its opening marker, while the thread that opened it was stopped
 * @param closed at its closing marker, in the same way; of each process only what counts ({@code stat}, {@code status},
 *     {@code io}; of each thread, too, where {@link SnapshotPart#THREAD_DETAILS} were asked for), so that what a program used
 *     is not mixed with what it uses while its end is waited for
 * @param settled when what the window started was over, or had been waited for: what is left
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record WindowStates(StateSnapshot opened, StateSnapshot closed, StateSnapshot settled) {
    public WindowStates {
        Objects.requireNonNull(opened, "opened");
        Objects.requireNonNull(closed, "closed");
        Objects.requireNonNull(settled, "settled");
    }
}
