package dev.ringfence.budget;

import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.FamilyTable;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How many processes the test, and what came from it, started. Threads are none. */
record ChildProcesses() implements Metric {
    private static final Tolerance TOLERANCE = new Tolerance(0, 0);

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public Unit unit() {
        return Unit.PROCESSES;
    }

    @Override
    public Tolerance tolerance() {
        return TOLERANCE;
    }

    @Override
    public Set<String> counted() {
        return FamilyTable.get("forks").members();
    }

    @Override
    public Amount in(Recording recording) {
        Optional<Amount> unknown = Gaps.in(recording, counted(), Set.of(Concern.COUNTS, Concern.EVENTS));
        return unknown.orElseGet(() -> Amount.Known.of(started(recording)));
    }

    private static long started(Recording recording) {
        if (Counted.none(recording, FamilyTable.get("forks").members())) return 0;
        try (Stream<TraceEvent> all = recording.allEvents()) {
            return all.filter(event -> event instanceof ProcessStarted started
                            && started.scope().isJudged())
                    .count();
        }
    }
}
