package dev.ringfence.assertions.evidence;

import dev.ringfence.Families;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * How often the test made calls of a family.
 *
 * @param count how often
 * @param failures how many of them are known to have failed
 * @param byName how often each call was made; empty where the family is not counted by call
 * @param events the first of them, oldest first: evidence for a message
 * @param concerns a gap of which of these makes the number uncertain
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record CallTally(
        long count, long failures, Map<String, Long> byName, List<TraceEvent> events, Set<Concern> concerns) {
    /** More than a message shows, and few enough to hold. */
    private static final int EVIDENCE = 1000;

    public CallTally {
        byName = Collections.unmodifiableMap(new TreeMap<>(byName));
        events = List.copyOf(events);
        concerns = Set.copyOf(concerns);
    }

    /**
     * Returns the tally of a family. Programs and processes are counted by their events, because a call says less: a
     * search of the PATH is many failed
     * {@code execve}, and {@code clone} makes threads, too. All other calls are counted exactly, also where events were
     * dropped.
     */
    public static CallTally of(Recording recording, Family family) {
        if (family.equals(Families.execs())) return ofEvents(recording, CallTally::isExecution);
        if (family.equals(Families.forks())) return ofEvents(recording, CallTally::isStart);
        return ofCalls(recording, family);
    }

    private static CallTally ofEvents(Recording recording, Predicate<TraceEvent> kind) {
        long count;
        try (Stream<TraceEvent> all = recording.allEvents()) {
            count = all.filter(kind).count();
        }
        return new CallTally(count, 0, Map.of(), first(recording, kind), Set.of(Concern.EVENTS, Concern.COUNTS));
    }

    private static List<TraceEvent> first(Recording recording, Predicate<TraceEvent> kind) {
        try (Stream<TraceEvent> all = recording.allEvents()) {
            return all.filter(kind).limit(EVIDENCE).toList();
        }
    }

    private static boolean isExecution(TraceEvent event) {
        return event instanceof ProgramExecuted executed && executed.scope().isJudged();
    }

    private static boolean isStart(TraceEvent event) {
        return event instanceof ProcessStarted started && started.scope().isJudged();
    }

    /** Returns whether an event is a call of a family that the test made. */
    public static boolean isCall(TraceEvent event, Family family) {
        return event instanceof SyscallEvent call
                && call.scope().isJudged()
                && family.members().contains(call.name());
    }

    private static CallTally ofCalls(Recording recording, Family family) {
        Map<String, Long> byName = new TreeMap<>();
        long failures = 0;
        for (CallCount count : recording.counts()) {
            if (!count.scope().isJudged() || !family.members().contains(count.name()) || count.calls() == 0) continue;
            byName.merge(count.name(), count.calls(), Long::sum);
            failures += count.failures();
        }
        List<TraceEvent> events = first(recording, event -> isCall(event, family));
        return new CallTally(recording.count(family), failures, byName, events, Set.of(Concern.COUNTS));
    }
}
