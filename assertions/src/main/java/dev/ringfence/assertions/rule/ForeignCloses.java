package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Held;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.Pid;
import dev.ringfence.event.Scope;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.recording.Recording;
import java.util.List;
import java.util.Optional;

/**
 * Closes of what was there before the window, or what the virtual machine or the harness opened. A file of the JDK that the
 * test's own thread read, to load a class, is its own. In child processes copies are closed, which changes nothing.
 */
final class ForeignCloses implements Watcher {
    private final Pid worker;

    ForeignCloses(Recording recording) {
        worker = new Pid(recording.workerPid());
    }

    @Override
    public void see(SeenCall seen, Findings.Collector found) {
        seen.judgedCall().filter(call -> call.actor().process().equals(worker)).ifPresent(call -> {
            FdEffect effect = call.effect();
            if (effect instanceof FdEffect.Closed closed)
                close(seen, call, closed.fd().value(), found);
            else if (effect instanceof FdEffect.Duplicated copied)
                close(seen, call, copied.to().value(), found);
            else if (effect instanceof FdEffect.ClosedRange range)
                seen.openIn(range.first(), range.last()).forEach(fd -> close(seen, call, fd, found));
        });
    }

    private static void close(SeenCall seen, SyscallEvent call, int fd, Findings.Collector found) {
        if (!(seen.held(fd) instanceof Held.Open open)) return;
        Optional<SyscallEvent> opening = open.openedBy();
        boolean foreign = opening.map(SyscallEvent::scope)
                .map(scope -> scope == Scope.RUNTIME || scope == Scope.HARNESS)
                .orElse(true);
        if (!foreign) return;
        String opener =
                opening.map(event -> "opened by " + event.actor().describe()).orElse("open before");
        String what = open.file().orElse("fd " + fd);
        found.offence(new Offence(Sighting.of(call).noting(what + ", " + opener), List.of(what)));
    }
}
