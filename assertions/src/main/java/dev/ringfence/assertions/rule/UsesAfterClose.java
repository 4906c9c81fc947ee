package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Answer;
import dev.ringfence.assertions.evidence.CallDescriptors;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Held;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import java.util.List;
import java.util.Set;

/** Calls that failed with EBADF on a number that a call in the window had closed. */
final class UsesAfterClose {
    /** A number that is closed, or that a copy is put on, need not be open. */
    private static final Set<String> NO_USE = Set.of("close", "close_range", "dup2", "dup3");

    private UsesAfterClose() {}

    static void see(SeenCall seen, Findings.Collector found) {
        seen.judgedCall()
                .filter(call -> !NO_USE.contains(call.name()))
                .ifPresent(call -> CallDescriptors.worksOn(call).forEach(fd -> used(seen, call, fd, found)));
    }

    private static void used(SeenCall seen, SyscallEvent call, int fd, Findings.Collector found) {
        if (!(seen.held(fd) instanceof Held.Closed closed)) return;
        Answer failed = call.outcome() instanceof Outcome.EntryOnly
                ? Answer.NOT_WATCHED
                : Answer.of(call.outcome() instanceof Outcome.Failed failure
                        && failure.errno().name().equals("EBADF"));
        found.judge(
                failed,
                new Offence(
                        Sighting.of(call).noting(DoubleCloses.closedBefore(closed)),
                        List.of(closed.was().file().orElse("fd " + fd))));
    }
}
