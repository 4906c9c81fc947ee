package dev.ringfence.assertions.rule;

import dev.ringfence.event.Outcome;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.StateSnapshot;
import dev.ringfence.snapshot.WindowStates;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Threads of a window's process that were started in it and had ended by its end: no snapshot has them, the trace does. */
final class BriefThreads {
    static final String IN_NO_FILE = ", and how often it was switched is in no file";

    private static final Set<String> MAKERS = Set.of("clone", "clone3");

    private final int worker;
    private final long untilNanos;
    private final Set<Integer> seen = new HashSet<>();
    private final Set<Long> processes = new HashSet<>();

    private BriefThreads(Recording recording, WindowStates states) {
        worker = recording.workerPid();
        untilNanos = states.closed().atNanos();
        for (StateSnapshot state : List.of(states.closed(), states.settled())) {
            Reading<ProcessSnapshot> process = state.process(worker);
            process.value().flatMap(known -> known.threads().value()).ifPresent(seen::addAll);
        }
    }

    /** Returns why it is not known that there were none, if it is not. */
    static Optional<String> unknownIn(Recording recording, WindowStates states) {
        Set<String> missing = new TreeSet<>(MAKERS);
        missing.removeAll(recording.observed());
        if (!missing.isEmpty())
            return Optional.of("threads may have come and gone: " + String.join(", ", missing) + " was not observed");
        Optional<String> gap = recording.completeness().gaps().stream()
                .filter(each -> each.concern() != Concern.DESCRIPTORS)
                .findFirst()
                .map(Gap::text);
        return gap.or(() -> new BriefThreads(recording, states).first(recording));
    }

    private Optional<String> first(Recording recording) {
        try (Stream<TraceEvent> all = recording.allEvents()) {
            all.filter(ProcessStarted.class::isInstance)
                    .map(ProcessStarted.class::cast)
                    .forEach(started -> processes.add((long) started.child().value()));
        }
        try (Stream<TraceEvent> all = recording.allEvents()) {
            return all.filter(SyscallEvent.class::isInstance)
                    .map(SyscallEvent.class::cast)
                    .filter(this::makesBriefThread)
                    .findFirst()
                    .map(call -> "a thread that \"" + call.actor().name() + "\" started came and went" + IN_NO_FILE);
        }
    }

    private boolean makesBriefThread(SyscallEvent call) {
        if (!MAKERS.contains(call.name())
                || call.actor().process().value() != worker
                || call.atNanos() > untilNanos
                || call.failed()) return false;
        return !(call.outcome() instanceof Outcome.Returned made)
                || !(processes.contains(made.value()) || seen.contains((int) made.value()));
    }
}
