package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.machine.InterruptTable;
import dev.ringfence.kernelfs.proc.machine.InterruptTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An interrupt, or a soft one, of which there were some. The kernel counts with 32 bits for each processor, and begins again
 * behind the largest number. A number that is smaller than before is taken for that where it is less than half of the range
 * further; else the counter was set back, and how many there were is not known. Whole rounds of the range cannot be seen.
 *
 * @param name of its line, such as {@code 24}, {@code LOC} or {@code NET_RX}
 * @param description what it is, such as {@code IO-APIC 4-edge ttyS0}; empty of soft interrupts
 * @param more how many there were, on all processors together
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_interrupts.5.html">proc_interrupts(5)</a>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record InterruptChange(String name, String description, Reading<Long> more) {
    private static final long RANGE = 1L << 32;

    public InterruptChange {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(more, "more");
    }

    /** Returns the rows that are not what they were, in the order of the file, and then those that are gone. */
    static Reading<List<InterruptChange>> between(InterruptTable before, InterruptTable after) {
        if (!before.processors().equals(after.processors()))
            return new Reading.Absent<>(
                    "processors came or went: " + before.processors() + " before, " + after.processors() + " after");
        List<InterruptChange> changes = new ArrayList<>();
        after.rows().forEach((name, row) -> {
            Reading<Long> more = more(before.rows().get(name), row);
            if (!more.equals(new Reading.Value<>(0L))) changes.add(new InterruptChange(name, row.description(), more));
        });
        before.rows().forEach((name, row) -> {
            if (!after.rows().containsKey(name))
                changes.add(new InterruptChange(name, row.description(), new Reading.Absent<>("its line is gone")));
        });
        return new Reading.Value<>(List.copyOf(changes));
    }

    /** A line that was not there is of an interrupt that there had been none of. */
    private static Reading<Long> more(@Nullable Row before, Row after) {
        if (before != null && !before.description().equals(after.description()))
            return new Reading.Absent<>("its line was of another before: " + before.description());
        if (before != null && before.counts().size() != after.counts().size())
            return new Reading.Absent<>("its line has another number of columns");
        long sum = 0;
        for (int i = 0; i < after.counts().size(); i++) {
            long was = before == null ? 0 : before.counts().get(i);
            long is = after.counts().get(i);
            if (Long.compareUnsigned(is, was) < 0 && !hasWrapped(was, is))
                return new Reading.Absent<>("its counter was set back, from " + Long.toUnsignedString(was) + " to "
                        + Long.toUnsignedString(is));
            sum += is - was + (Long.compareUnsigned(is, was) < 0 ? RANGE : 0);
        }
        return new Reading.Value<>(sum);
    }

    private static boolean hasWrapped(long was, long is) {
        return was >= 0 && was < RANGE && is - was + RANGE < RANGE / 2;
    }
}
