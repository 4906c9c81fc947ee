package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Answer;
import dev.ringfence.assertions.evidence.CallRule;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.assertions.evidence.Times;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Calls that took longer than they should. */
final class LongCalls implements Watcher {
    private final CallRule calls;
    private final Duration limit;
    private final Function<Duration, String> code;
    private final List<Slow> slow = new ArrayList<>();

    private record Slow(Offence offence, Duration duration, Answer meant) {}

    LongCalls(CallRule calls, Duration limit, Function<Duration, String> code) {
        if (limit.isNegative()) throw new IllegalArgumentException("a limit must not be negative but was " + limit);
        this.calls = calls;
        this.limit = limit;
        this.code = code;
    }

    @Override
    public void see(SeenCall seen, Findings.Collector found) {
        Answer meant = calls.test(seen);
        if (meant.isNo()) return;
        Optional<Duration> duration = seen.call().flatMap(SyscallEvent::duration);
        if (duration.isEmpty()) found.doubt(seen.event(), unknown(seen));
        else if (duration.get().compareTo(limit) > 0) add(seen, duration.get(), meant, "took ");
    }

    /** What has not returned may take any time, but no less than up to now. */
    @Override
    public void unfinished(SeenCall seen, Findings.Collector found) {
        Answer meant = calls.test(seen);
        Duration duration = seen.call().flatMap(SyscallEvent::duration).orElse(Duration.ZERO);
        if (meant.isNo()) return;
        if (duration.compareTo(limit) > 0) add(seen, duration, meant, "has not returned after ");
        else found.doubt(seen.event(), "it had not returned after " + Times.exact(duration.toNanos()));
    }

    static String unknown(SeenCall seen) {
        boolean ended = seen.call()
                .filter(call -> call.outcome() instanceof Outcome.NeverReturned)
                .isPresent();
        return ended ? "it never returned" : Answer.NOT_WATCHED.reason();
    }

    private void add(SeenCall seen, Duration duration, Answer meant, String verb) {
        Sighting sighting = noting(seen, verb + Times.exact(duration.toNanos()));
        slow.add(new Slow(new Offence(sighting, List.of(code.apply(roundedUp(duration)))), duration, meant));
    }

    static Sighting noting(SeenCall seen, String note) {
        Sighting sighting = Sighting.of(seen);
        return sighting.noting(sighting.note().isEmpty() ? note : sighting.note() + ", " + note);
    }

    /** Returns a limit that would do, in milliseconds. */
    static Duration roundedUp(Duration duration) {
        return Duration.ofMillis(duration.plusNanos(999_999).toMillis());
    }

    @Override
    public void end(Findings.Collector found) {
        slow.sort(Comparator.comparing(Slow::duration).reversed());
        slow.forEach(each -> found.judge(each.meant(), each.offence()));
    }
}
