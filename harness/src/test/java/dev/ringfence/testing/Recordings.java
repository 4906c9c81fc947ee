package dev.ringfence.testing;

import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Opening;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.Descriptor;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.Settling;
import dev.ringfence.snapshot.FdSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes recordings by hand. */
public final class Recordings {
    private Recordings() {}

    /** A recording in which nothing happened. */
    public static Recording empty(String name) {
        return of(name, List.of(), List.of());
    }

    public static Recording of(String name, List<? extends TraceEvent> events, List<Descriptor> descriptors) {
        FdSnapshot none = new FdSnapshot(0, Map.of());
        return new Recording(
                name,
                Calls.WORKER.value(),
                0,
                Instant.EPOCH,
                1_000_000,
                Set.of("openat", "close"),
                List.copyOf(events),
                null,
                List.of(),
                descriptors,
                0,
                none,
                none,
                new Settling(0, true),
                Completeness.complete());
    }

    /** The life of the descriptor that this call made. */
    public static Descriptor opened(SyscallEvent open, int fd, Ending ending) {
        return new Descriptor(
                new DescriptorLife(
                        new dev.ringfence.event.Fd(fd),
                        dev.ringfence.event.FdKind.FILE,
                        new Opening.Seen(open, null),
                        ending),
                null);
    }
}
