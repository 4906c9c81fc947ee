package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.snapshot.MachineSnapshot;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The difference between what {@code /proc} said of the machine at two moments: of all processes, and of the kernel.
 *
 * @param before the first
 * @param after the second
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MachineDelta(MachineSnapshot before, MachineSnapshot after) {
    public MachineDelta {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** Returns the interrupts that there were, by their lines of {@code interrupts}; those that there were none of are left out. */
    public Reading<List<InterruptChange>> interrupts() {
        return Pair.of(before.interrupts(), after.interrupts(), InterruptChange::between)
                .flatMap(changes -> changes);
    }

    /** Returns the soft interrupts that there were, by their lines of {@code softirqs}. */
    public Reading<List<InterruptChange>> softInterrupts() {
        return Pair.of(before.softInterrupts(), after.softInterrupts(), InterruptChange::between)
                .flatMap(changes -> changes);
    }
}
