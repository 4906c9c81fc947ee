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

    /** Returns what the program had closed under a number, if it has not opened the number again. */
    static Optional<Before> beforeThis(Held held) {
        if (held instanceof Held.Closed closed) return Optional.of(new Before(closed, Optional.empty()));
        return held instanceof Held.Open open
                ? open.closedBeforeIt().map(closed -> new Before(closed, Optional.of(open)))
                : Optional.empty();
    }

    /**
     * What a number had stood for.
     *
     * @param closed that, and who closed it
     * @param hit what the kernel has given the number to since
     */
    record Before(Held.Closed closed, Optional<Held.Open> hit) {

        /** Returns what it was, who had closed it, and what the number stands for now. */
        String describe() {
            String by = ", closed before by " + closed.by().actor().describe() + " with "
                    + closed.by().name();
            return "which was " + name(closed.was()) + by
                    + hit.map(open -> "; by then it was " + name(open) + opener(open))
                            .orElse("");
        }

        private static String name(Held.Open open) {
            return open.file().orElseGet(() -> "the " + open.kind().noun());
        }

        private static String opener(Held.Open open) {
            return open.openedBy()
                    .map(call -> ", opened by " + call.actor().describe())
                    .orElse("");
        }

        /** Returns by what it can be allowed. */
        List<String> names(int fd) {
            return List.of(closed.was().file().orElse("fd " + fd));
        }
    }
}
