package dev.ringfence.budget;

import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.FamilyTable;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many bytes went through calls of these families, as the calls returned them. What the kernel copies by itself
 * (sendfile(2), copy_file_range(2), splice(2)) counts as read and as written. recvmmsg(2) and sendmmsg(2) return a number of
 * messages, so that with one of them the number of bytes is not known.
 *
 * @param name of the metric
 * @param families of the calls
 */
record TransferredBytes(String name, List<String> families) implements Metric {
    private static final Tolerance TOLERANCE = new Tolerance(256, 5);
    private static final Set<String> OF_MESSAGES = Set.of("recvmmsg", "sendmmsg");

    TransferredBytes {
        families = List.copyOf(families);
    }

    static TransferredBytes read() {
        return new TransferredBytes("bytes-read", List.of("reads", "receives", "copies"));
    }

    static TransferredBytes written() {
        return new TransferredBytes("bytes-written", List.of("writes", "sends", "copies"));
    }

    @Override
    public Unit unit() {
        return Unit.BYTES;
    }

    @Override
    public Tolerance tolerance() {
        return TOLERANCE;
    }

    @Override
    public Set<String> counted() {
        return watched();
    }

    @Override
    public Set<String> watched() {
        Set<String> calls = new HashSet<>();
        families.forEach(family -> calls.addAll(FamilyTable.get(family).members()));
        return calls;
    }

    @Override
    public Amount in(Recording recording) {
        Set<String> calls = watched();
        Optional<Amount> unknown = Gaps.in(recording, calls, Set.of(Concern.COUNTS, Concern.EVENTS));
        if (unknown.isPresent()) return unknown.get();
        try (Stream<TraceEvent> all = recording.allEvents()) {
            return sum(all.filter(SyscallEvent.class::isInstance)
                    .map(SyscallEvent.class::cast)
                    .filter(call -> call.scope().isJudged() && calls.contains(call.name()))
                    .iterator());
        }
    }

    private static Amount sum(Iterator<SyscallEvent> calls) {
        TreeMap<String, Long> byCall = new TreeMap<>();
        while (calls.hasNext()) {
            SyscallEvent call = calls.next();
            if (call.failed()) continue;
            if (!(call.outcome() instanceof Outcome.Returned returned) || OF_MESSAGES.contains(call.name())) {
                return new Amount.Unknown("how many bytes " + call.name() + " transferred was not observed");
            }
            byCall.merge(call.name(), returned.value(), Long::sum);
        }
        return new Amount.Known(
                byCall.values().stream().mapToLong(Long::longValue).sum(), byCall);
    }
}
