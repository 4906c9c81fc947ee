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
import org.apiguardian.api.API;

/**
 * How often the test made calls of a family.
 *
 * @param count how often
 * @param failures how many of them are known to have failed
 * @param byName how often each call was made; empty where the family is not counted by call
 * @param events the events that were kept of them, oldest first
 * @param concerns a gap of which of these makes the number uncertain
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record CallTally(
        long count, long failures, Map<String, Long> byName, List<TraceEvent> events, Set<Concern> concerns) {
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
        if (family.equals(Families.execs())) return ofEvents(executed(recording));
        if (family.equals(Families.forks())) return ofEvents(started(recording));
        return ofCalls(recording, family);
    }

    private static CallTally ofEvents(List<TraceEvent> events) {
        return new CallTally(events.size(), 0, Map.of(), events, Set.of(Concern.EVENTS, Concern.COUNTS));
    }

    private static List<TraceEvent> executed(Recording recording) {
        return recording.events().stream()
                .filter(event -> event instanceof ProgramExecuted executed
                        && executed.scope().isJudged())
                .toList();
    }

    private static List<TraceEvent> started(Recording recording) {
        return recording.events().stream()
                .filter(event -> event instanceof ProcessStarted started
                        && started.scope().isJudged())
                .toList();
    }

    private static CallTally ofCalls(Recording recording, Family family) {
        Map<String, Long> byName = new TreeMap<>();
        long failures = 0;
        for (CallCount count : recording.counts()) {
            if (!count.scope().isJudged() || !family.members().contains(count.name()) || count.calls() == 0) continue;
            byName.merge(count.name(), count.calls(), Long::sum);
            failures += count.failures();
        }
        return new CallTally(
                recording.count(family), failures, byName, calls(recording, family), Set.of(Concern.COUNTS));
    }

    private static List<TraceEvent> calls(Recording recording, Family family) {
        return recording.events().stream()
                .filter(event -> event instanceof SyscallEvent call
                        && call.scope().isJudged()
                        && family.members().contains(call.name()))
                .toList();
    }
}
