package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Answer;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.OpenFlags;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.assertions.rule.FileCalls.Place;
import dev.ringfence.event.SyscallEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files that were opened more often than they should. */
final class OftenOpened implements Watcher {
    private final long most;
    private final Map<String, Openings> byFile = new LinkedHashMap<>();

    private static final class Openings {
        private final Place place;
        private final SyscallEvent first;
        private long count;

        Openings(SyscallEvent first, Place place) {
            this.first = first;
            this.place = place;
        }
    }

    OftenOpened(long most) {
        this.most = most;
    }

    @Override
    public void see(SeenCall seen, Findings.Collector found) {
        seen.judgedCall()
                .filter(call -> !(OpenFlags.of(call) instanceof OpenFlags.Reading.None))
                .ifPresent(call -> opened(call, found));
    }

    private void opened(SyscallEvent call, Findings.Collector found) {
        Place place = FileCalls.opened(call);
        Answer certain = FileCalls.succeeded(call).and(FileRules.isKnown(place));
        if (certain.isYes()) {
            byFile.computeIfAbsent(place.path(), path -> new Openings(call, place)).count++;
        } else {
            found.judge(certain, FileRules.offence(call, place));
        }
    }

    @Override
    public void end(Findings.Collector found) {
        byFile.values().stream()
                .filter(file -> file.count > most)
                .forEach(file -> found.offence(new Offence(
                        Sighting.of(file.first).noting("and " + FileRules.times(file.count - 1) + " more"),
                        file.place.names())));
    }
}
