package dev.ringfence.assertions.evidence;

import dev.ringfence.Families;
import dev.ringfence.budget.Amount;
import dev.ringfence.budget.Metric;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What one run shows of a metric. Small: it is kept for as many runs as there are.
 *
 * @param amount how much it was
 * @param events the first calls that make it up
 * @param openAtOnce the descriptors at their peak, for the metric that counts them, or null
 * @param startNanos when the window opened, on the monotonic clock, since the trace began
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MetricEvidence(
        Amount amount, List<TraceEvent> events, @Nullable OpenAtOnce openAtOnce, long startNanos) {
    /** As many as a message shows. */
    private static final int EVENTS = 10;

    private static final String PEAK = "peak-descriptors";
    private static final String PROCESSES = "processes";
    private static final String BYTES = "bytes-";

    public MetricEvidence {
        Objects.requireNonNull(amount, "amount");
        events = List.copyOf(events);
    }

    /** Returns the descriptors at their peak, if this is about them. */
    public Optional<OpenAtOnce> peak() {
        return Optional.ofNullable(openAtOnce);
    }

    /** Returns only how much it was. */
    public static MetricEvidence amountOf(Recording recording, Metric metric) {
        return new MetricEvidence(metric.in(recording), List.of(), null, recording.startNanos());
    }

    /** Returns how much it was, with what made it up. */
    public static MetricEvidence of(Recording recording, Metric metric) {
        String name = metric.name();
        OpenAtOnce peak = name.equals(PEAK) ? OpenAtOnce.peakOf(recording) : null;
        List<TraceEvent> events = List.of();
        if (peak == null && !name.startsWith(BYTES)) {
            Family family = name.equals(PROCESSES) ? Families.forks() : Families.byName(name);
            events = CallTally.of(recording, family).sightings().stream()
                    .map(Sighting::event)
                    .limit(EVENTS)
                    .toList();
        }
        return new MetricEvidence(metric.in(recording), events, peak, recording.startNanos());
    }
}
