package dev.ringfence.budget;

import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many calls of a family there were. Programs are counted by their events, because one start searches the PATH with many
 * calls that fail, and goes through a helper of the JDK.
 */
record FamilyCalls(Family family) implements Metric {
    private static final Tolerance TOLERANCE = new Tolerance(0, 5);
    private static final String EXECUTES = "execve";

    @Override
    public String name() {
        return family.name();
    }

    @Override
    public Unit unit() {
        return Unit.CALLS;
    }

    @Override
    public Tolerance tolerance() {
        return TOLERANCE;
    }

    @Override
    public Set<String> counted() {
        return family.members();
    }

    @Override
    public Amount in(Recording recording) {
        boolean executes = family.members().contains(EXECUTES);
        Set<Concern> concerns = executes ? Set.of(Concern.COUNTS, Concern.EVENTS) : Set.of(Concern.COUNTS);
        Optional<Amount> unknown = Gaps.in(recording, family.members(), concerns);
        if (unknown.isPresent()) return unknown.get();
        return executes ? Amount.Known.of(executions(recording)) : calls(recording);
    }

    private static long executions(Recording recording) {
        if (Counted.none(recording, Set.of(EXECUTES, "execveat"))) return 0;
        try (Stream<TraceEvent> all = recording.allEvents()) {
            return all.filter(event -> event instanceof ProgramExecuted executed
                            && executed.scope().isJudged())
                    .count();
        }
    }

    private Amount calls(Recording recording) {
        TreeMap<String, Long> byCall = new TreeMap<>();
        for (CallCount count : recording.counts()) {
            boolean counts = count.scope().isJudged() && family.members().contains(count.name()) && count.calls() > 0;
            if (counts) byCall.merge(count.name(), count.calls(), Long::sum);
        }
        return new Amount.Known(
                byCall.values().stream().mapToLong(Long::longValue).sum(), byCall);
    }
}
