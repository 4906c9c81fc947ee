package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Answer;
import dev.ringfence.assertions.evidence.CallRule;
import dev.ringfence.assertions.evidence.CodeText;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.assertions.evidence.Times;
import dev.ringfence.event.SyscallEvent;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Calls that took longer together than they should. */
final class TimeSpent implements Watcher {
    /** More than a message shows. */
    private static final int KEPT = 100;

    private final CallRule calls;
    private final Duration limit;
    private final PriorityQueue<Timed> longest = new PriorityQueue<>(Comparator.comparing(Timed::duration));
    private Duration sum = Duration.ZERO;
    private long count;

    private record Timed(Sighting sighting, Duration duration) {}

    TimeSpent(CallRule calls, Duration limit) {
        if (limit.isNegative()) throw new IllegalArgumentException("a limit must not be negative but was " + limit);
        this.calls = calls;
        this.limit = limit;
    }

    @Override
    public void see(SeenCall seen, Findings.Collector found) {
        Answer meant = calls.test(seen);
        if (meant.isNo()) return;
        Optional<Duration> duration = seen.call().flatMap(SyscallEvent::duration);
        if (!meant.isYes()) found.doubt(seen.event(), meant.reason());
        else if (duration.isEmpty()) found.doubt(seen.event(), LongCalls.unknown(seen));
        else add(seen, duration.get(), "took ");
    }

    @Override
    public void unfinished(SeenCall seen, Findings.Collector found) {
        if (calls.test(seen).isNo()) return;
        Duration duration = seen.call().flatMap(SyscallEvent::duration).orElse(Duration.ZERO);
        found.doubt(seen.event(), "it had not returned after " + Times.exact(duration.toNanos()));
        if (calls.test(seen).isYes()) add(seen, duration, "has not returned after ");
    }

    private void add(SeenCall seen, Duration duration, String verb) {
        sum = sum.plus(duration);
        count++;
        longest.add(new Timed(LongCalls.noting(seen, verb + Times.exact(duration.toNanos())), duration));
        if (longest.size() > KEPT) longest.poll();
    }

    @Override
    public void end(Findings.Collector found) {
        if (sum.compareTo(limit) <= 0) return;
        String enough = CodeText.of(LongCalls.roundedUp(sum));
        longest.stream()
                .sorted(Comparator.comparing(Timed::duration).reversed())
                .forEach(timed -> found.offence(new Offence(timed.sighting(), List.of(enough))));
        found.summary("it spent " + Times.exact(sum.toNanos()) + " in " + count + (count == 1 ? " call" : " calls"));
    }
}
