package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Held;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.SyscallEvent;
import java.util.List;

/**
 * Closes of a number that a call in the window had closed and none had opened again. close(2): "Since file descriptors may be
 * reused, there are some obscure race conditions that may cause unintended side effects": the second close may hit a file of
 * another thread.
 */
final class DoubleCloses {
    private DoubleCloses() {}

    static void see(SeenCall seen, Findings.Collector found) {
        seen.call()
                .filter(call -> call.effect() instanceof FdEffect.Closed && isMeant(call))
                .ifPresent(call -> closed(
                        seen, call, ((FdEffect.Closed) call.effect()).fd().value(), found));
    }

    /** What the collector's helpers close is the program's, too. */
    private static boolean isMeant(SyscallEvent call) {
        return call.scope().isJudged() || call.actor().kind() == ActorKind.CLEANER;
    }

    private static void closed(SeenCall seen, SyscallEvent call, int fd, Findings.Collector found) {
        if (!(seen.held(fd) instanceof Held.Closed closed)) return;
        found.offence(new Offence(
                Sighting.of(call).noting(closedBefore(closed)),
                List.of(closed.was().file().orElse("fd " + fd))));
    }

    /** Returns what it was, and who had closed it. */
    static String closedBefore(Held.Closed closed) {
        String was =
                closed.was().file().orElseGet(() -> "the " + closed.was().kind().noun());
        return "which was " + was + ", closed before by " + closed.by().actor().describe() + " with "
                + closed.by().name();
    }
}
