package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Answer;
import dev.ringfence.assertions.evidence.CallDescriptors;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import java.util.Set;

/**
 * Calls that failed with EBADF on a number that a call in the window had closed, or that worked on what a thread of the virtual
 * machine or of the harness has opened under this number since.
 */
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
        DoubleCloses.beforeThis(seen.held(fd))
                .ifPresent(before -> found.judge(
                        before.hit() != null ? Answer.YES : failed(call),
                        new Offence(Sighting.of(call).noting(before.describe()), before.names(fd))));
    }

    private static Answer failed(SyscallEvent call) {
        if (call.outcome() instanceof Outcome.EntryOnly) return Answer.NOT_WATCHED;
        return Answer.of(call.outcome() instanceof Outcome.Failed failure
                && failure.errno().name().equals("EBADF"));
    }
}
