package dev.ringfence.assertions.evidence;

import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * How often the test made certain calls.
 *
 * @param count how often, for certain
 * @param failures how many of them are known to have failed
 * @param byName how often each call was made; empty where programs or processes are counted
 * @param sightings the first of them, oldest first: evidence for a message
 * @param doubtful how many more may be among them
 * @param doubts the first of those
 * @param concerns a gap of which of these makes the number uncertain
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record CallTally(
        long count,
        long failures,
        Map<String, Long> byName,
        List<Sighting> sightings,
        long doubtful,
        List<Doubt> doubts,
        Set<Concern> concerns) {
    /** More than a message shows, and few enough to hold. */
    private static final int EVIDENCE = 1000;

    public CallTally {
        byName = Collections.unmodifiableMap(new TreeMap<>(byName));
        sightings = List.copyOf(sightings);
        doubts = List.copyOf(doubts);
        concerns = Set.copyOf(concerns);
    }

    /** Returns the tally of a family. */
    public static CallTally of(Recording recording, Family family) {
        return of(recording, CallRule.of(family));
    }

    /**
     * Returns the tally of the calls that a rule means. Where that is a matter of their names alone they are counted
     * exactly, also where events were dropped.
     */
    public static CallTally of(Recording recording, CallRule rule) {
        Counter counter = new Counter();
        SeenCall.each(recording, seen -> counter.take(seen, rule));
        if (!rule.isCountable()) return counter.tally(concerns(recording, rule));
        Map<String, Long> byName = new TreeMap<>();
        long failures = 0;
        for (CallCount count : recording.counts()) {
            if (!isMeant(count, rule)) continue;
            byName.merge(count.name(), count.calls(), Long::sum);
            failures += count.failures();
        }
        long sum = byName.values().stream().mapToLong(Long::longValue).sum();
        return new CallTally(sum, failures, byName, counter.sightings, 0, List.of(), Set.of(Concern.COUNTS));
    }

    private static boolean isMeant(CallCount count, CallRule rule) {
        return count.scope().isJudged() && count.calls() > 0 && rule.isAbout(count.name());
    }

    /** Which events there were matters only where the counts say that there may be one. */
    private static Set<Concern> concerns(Recording recording, CallRule rule) {
        boolean countedNone =
                rule.isAboutCalls() && recording.counts().stream().noneMatch(count -> isMeant(count, rule));
        return countedNone ? Set.of(Concern.COUNTS) : Set.of(Concern.COUNTS, Concern.EVENTS);
    }

    private static final class Counter {
        private final Map<String, Long> byName = new TreeMap<>();
        private final List<Sighting> sightings = new ArrayList<>();
        private final List<Doubt> doubts = new ArrayList<>();
        private long count;
        private long failures;
        private long doubtful;

        void take(SeenCall seen, CallRule rule) {
            Answer answer = rule.test(seen);
            if (answer.isYes()) add(seen);
            else if (!answer.isNo()) doubt(seen.event(), answer.reason());
        }

        private void add(SeenCall seen) {
            count++;
            seen.call().ifPresent(call -> {
                byName.merge(call.name(), 1L, Long::sum);
                if (call.failed()) failures++;
            });
            if (sightings.size() < EVIDENCE) sightings.add(Sighting.of(seen));
        }

        private void doubt(TraceEvent event, String reason) {
            doubtful++;
            if (doubts.size() < EVIDENCE) doubts.add(new Doubt(event, reason));
        }

        CallTally tally(Set<Concern> concerns) {
            return new CallTally(count, failures, byName, sightings, doubtful, doubts, concerns);
        }
    }
}
