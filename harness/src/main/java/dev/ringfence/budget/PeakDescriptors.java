package dev.ringfence.budget;

import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.ObservedSet;
import java.util.Optional;
import java.util.Set;

/** How many descriptors that the test opened were open at once, at most. */
record PeakDescriptors() implements Metric {
    private static final Tolerance TOLERANCE = new Tolerance(0, 10);

    @Override
    public String name() {
        return "peak-descriptors";
    }

    @Override
    public Unit unit() {
        return Unit.DESCRIPTORS;
    }

    @Override
    public Tolerance tolerance() {
        return TOLERANCE;
    }

    /** All that makes, copies or ends a descriptor is observed in any case. */
    @Override
    public Set<String> counted() {
        return ObservedSet.defaults();
    }

    @Override
    public Amount in(Recording recording) {
        Optional<Amount> unknown = Gaps.in(recording, counted(), Set.of(Concern.DESCRIPTORS));
        return unknown.orElseGet(() -> Amount.Known.of(recording.peakDescriptors()));
    }
}
