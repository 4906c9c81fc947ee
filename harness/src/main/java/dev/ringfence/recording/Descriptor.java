package dev.ringfence.recording;

import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.snapshot.FdTarget;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The join of the two sources for one descriptor of the worker: its life from the trace, its target from {@code /proc}.
 *
 * @param life its life
 * @param targetAtEnd what it stands for at the end of the window, if it is open then
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Descriptor(DescriptorLife life, @Nullable FdTarget targetAtEnd) {
    public Descriptor {
        Objects.requireNonNull(life, "life");
    }

    /** Returns what it stands for at the end of the window, if it is open then. */
    public Optional<FdTarget> target() {
        return Optional.ofNullable(targetAtEnd);
    }
}
