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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Closes of a number that a call in the window had closed and none had opened again. close(2): "Since file descriptors may be
 * reused, there are some obscure race conditions that may cause unintended side effects": the second close may hit a file of
 * another thread. Where it is one of the virtual machine's or the harness's, it is told; where it is the program's, the close may
 * be meant for it, and is not judged.
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
        beforeThis(seen.held(fd))
                .ifPresent(before ->
                        found.offence(new Offence(Sighting.of(call).noting(before.describe()), before.names(fd))));
    }

    /** Returns what is found under a number that the program had closed and has not opened again. */
    static Optional<Before> beforeThis(Held held) {
        if (held instanceof Held.Closed closed) return Optional.of(new Before(closed, null));
        return held instanceof Held.Open open
                ? open.closedBeforeIt().map(closed -> new Before(closed, open))
                : Optional.empty();
    }

    /**
     * What a call found under a number that the program had closed.
     *
     * @param closed what the program had closed, and with which call
     * @param hit what the virtual machine or the harness has opened under the number since; null where it was not open
     */
    record Before(Held.Closed closed, Held.@Nullable Open hit) {

        /** Returns a clause for the call: what the number was, who had closed it, and what the call hit, if anything. */
        String describe() {
            SyscallEvent by = closed.by();
            String was = "which was " + name(closed.was()) + ", closed before by "
                    + by.actor().describe() + " with " + by.name();
            return hit == null
                    ? was
                    : was + "; by then it was " + name(hit)
                            + hit.openedBy()
                                    .map(call -> ", opened by " + call.actor().describe())
                                    .orElse("");
        }

        private static String name(Held.Open open) {
            return open.file().orElseGet(() -> "the " + open.kind().noun());
        }

        /** Returns by what it can be allowed: what the program had closed. */
        List<String> names(int fd) {
            return List.of(closed.was().file().orElse("fd " + fd));
        }
    }
}
