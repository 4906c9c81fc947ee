package dev.ringfence.assertions.rule;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.CallRefinements;
import dev.ringfence.assertions.evidence.CallRule;
import dev.ringfence.assertions.evidence.CodeText;
import dev.ringfence.assertions.evidence.Glob;
import dev.ringfence.assertions.evidence.Observing;
import dev.ringfence.assertions.evidence.Times;
import dev.ringfence.syscall.Family;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apiguardian.api.API;

/** How long a window must not be in calls. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TimeRules {
    /** Families of calls that may wait: for a disk, for somebody else, for a lock. */
    private static final List<Family> WAITING = List.of(
            Families.opens(),
            Families.reads(),
            Families.writes(),
            Families.copies(),
            Families.fsyncs(),
            Families.connects(),
            Families.accepts(),
            Families.sends(),
            Families.receives(),
            Families.renames(),
            Families.unlinks(),
            Families.links(),
            Families.mkdirs(),
            Families.truncates(),
            Families.stats());

    private static final Set<String> ALSO_WAITING = Set.of(
            "clock_nanosleep",
            "fallocate",
            "fcntl", // F_SETLKW
            "flock",
            "futex",
            "futex_wait",
            "futex_waitv",
            "getdents",
            "getdents64",
            "getrandom",
            "io_getevents",
            "io_pgetevents",
            "io_uring_enter",
            "ioctl",
            "mq_timedreceive",
            "mq_timedsend",
            "msgrcv",
            "msgsnd",
            "nanosleep",
            "pause",
            "readlink",
            "readlinkat",
            "rt_sigsuspend",
            "rt_sigtimedwait",
            "semop",
            "semtimedop",
            "sync_file_range",
            "wait4",
            "waitid");

    private TimeRules() {}

    /** Returns the rule that none of these calls takes longer. */
    public static Rule eachTakesAtMost(CallRule calls, Duration limit) {
        return eachTakesAtMost(calls, limit, CodeText::of);
    }

    /** Returns the rule that none of these calls takes longer, with how a limit that they would keep to is written. */
    public static Rule eachTakesAtMost(CallRule calls, Duration limit, Function<Duration, String> code) {
        return Rule.expecting("to have no call of " + calls + " take longer than " + text(limit))
                .value("at most " + text(limit))
                .found("1 did", "did")
                .telling("how long calls of " + calls + " took in %s")
                .observing(calls.observing())
                .by(() -> new LongCalls(calls, limit, code));
    }

    /** Returns the rule that these calls take no longer together. */
    public static Rule takeTogetherAtMost(CallRule calls, Duration limit) {
        return Rule.expecting("to spend at most " + text(limit) + " in calls of " + calls)
                .value("at most " + text(limit))
                .telling("how long %s spent in calls of " + calls)
                .observing(calls.observing())
                .by(() -> new TimeSpent(calls, limit));
    }

    /** Returns the rule that no call keeps one of these threads longer, but for waiting for any of several things. */
    public static Rule blocksNoLongerThan(Glob threads, Duration limit) {
        Set<String> names = new TreeSet<>(ALSO_WAITING);
        WAITING.forEach(family -> names.addAll(family.members()));
        CallRule waiting = CallRefinements.by(CallRule.of("waiting", String.join(",", names)), threads);
        return Rule.expecting("to block no thread \"" + threads + "\" for longer than " + text(limit))
                .value("at most " + text(limit))
                .found("1 call did", "calls did")
                .telling("for how long %s blocked its threads")
                .observing(new Observing(names, List.of("all")))
                .by(() -> new LongCalls(waiting, limit, CodeText::of));
    }

    private static String text(Duration limit) {
        return Times.exact(limit.toNanos());
    }
}
