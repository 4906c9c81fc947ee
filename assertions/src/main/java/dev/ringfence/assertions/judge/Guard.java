package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.ShouldBeCaptured;
import dev.ringfence.assertions.error.ShouldBeKnown;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.assertions.evidence.Doubt;
import dev.ringfence.assertions.evidence.Observing;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.WindowStates;
import dev.ringfence.syscall.Family;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.WritableAssertionInfo;

/** The first beat of every assertion: what it needs must have been observed, and must be complete. */
final class Guard {
    private final Recording recording;
    private final WritableAssertionInfo info;

    Guard(Recording recording, WritableAssertionInfo info) {
        this.recording = recording;
        this.info = info;
    }

    /** Fails with "cannot tell" unless every call of the families was watched. */
    void observed(List<Family> families) {
        observed(Observing.families(families));
    }

    /** Fails with "cannot tell" unless every one of the calls was watched. */
    void observed(Observing needed) {
        if (needed.missingIn(recording).isEmpty()) return;
        throw new CannotTellError(TextMessage.of(ShouldBeKnown.shouldHaveObserved(recording, needed), info));
    }

    /** Fails with "cannot tell" unless these parts of snapshots were captured at both ends. Returns the snapshots. */
    WindowStates captured(Set<SnapshotPart> parts) {
        WindowStates states = recording.states();
        if (states == null)
            throw new CannotTellError(TextMessage.of(ShouldBeCaptured.shouldHaveStates(recording), info));
        Set<SnapshotPart> missing = new HashSet<>(parts);
        missing.removeIf(part -> states.opened().parts().contains(part)
                && states.settled().parts().contains(part));
        if (missing.isEmpty()) return states;
        throw new CannotTellError(TextMessage.of(ShouldBeCaptured.shouldHaveCaptured(recording, missing), info));
    }

    /**
     * Fails with "cannot tell" if there are events of which it is not known whether they matter.
     *
     * @param subject what cannot be told
     * @param needed what the assertion needs to be observed
     */
    void certain(String subject, List<Doubt> doubts, long count, Observing needed) {
        if (count == 0) return;
        Set<String> calls = doubts.stream()
                .filter(Doubt::needsExit)
                .flatMap(doubt -> doubt.event() instanceof SyscallEvent call ? Stream.of(call.name()) : Stream.empty())
                .collect(Collectors.toSet());
        throw new CannotTellError(TextMessage.of(
                ShouldBeKnown.shouldKnow(recording, subject, doubts, count, needed.settingsFor(calls)), info));
    }

    /**
     * Fails with "cannot tell" if something is missing that could change the verdict.
     *
     * @param subject what cannot be told
     * @param concerns what the verdict rests on
     */
    void complete(String subject, Set<Concern> concerns) {
        List<Gap> gaps = recording.completeness().gaps().stream()
                .filter(gap -> concerns.contains(gap.concern()))
                .toList();
        without(subject, gaps);
    }

    /** Fails with "cannot tell" if there are gaps. */
    void without(String subject, List<Gap> gaps) {
        if (gaps.isEmpty()) return;
        throw new CannotTellError(TextMessage.of(ShouldBeKnown.shouldBeComplete(recording, subject, gaps), info));
    }
}
