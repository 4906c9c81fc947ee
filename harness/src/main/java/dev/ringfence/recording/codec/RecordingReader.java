package dev.ringfence.recording.codec;

import dev.ringfence.event.Actor;
import dev.ringfence.event.Fd;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.Scope;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.ThreadStart;
import dev.ringfence.event.Tid;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Opening;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.Descriptor;
import dev.ringfence.recording.LeftThread;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.Settling;
import dev.ringfence.recording.SpilledEvents;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.FdTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RecordingWriter} writes. */
final class RecordingReader {
    private static final Set<String> OPENINGS = Set.of("before", "unseen");
    private static final Set<String> ENDINGS = Set.of("stillOpen", "vanished");

    private final StrictJson in;
    private final EventReader events;
    private final Map<Long, TraceEvent> read = new HashMap<>();
    private @Nullable Snapshots snapshots;

    RecordingReader(StrictJson in) {
        this.in = in;
        this.events = new EventReader(in);
    }

    Recording read() {
        in.beginObject();
        readHeader(in, RecordingCodec.FORMAT);
        Recording recording = new Recording(
                in.field("name").text(),
                in.field("workerPid").integer(),
                in.field("startNanos").number(),
                readStartedAt(),
                in.field("endNanos").number(),
                new HashSet<>(in.field("observed").list(in::text)),
                in.field("events").list(this::readEvent),
                readSpill(),
                in.field("counts").list(this::readCount),
                readDescriptors(),
                in.field("peakDescriptors").integer(),
                snapshotsHere().before(),
                snapshotsHere().after(),
                readSettling(),
                new Completeness(in.field("gaps").list(this::readGap)),
                in.isField("unfinished") ? in.field("unfinished").list(this::readUnfinished) : List.of(),
                in.isField("states") ? new StateReader(in).read() : null,
                in.isField("threads") ? in.field("threads").list(this::readThread) : List.of());
        in.endObject();
        return recording;
    }

    /** The tables of descriptors at both ends. */
    private record Snapshots(FdSnapshot before, FdSnapshot after) {}

    /** Returns the tables. Versions before 3 have them after what needs them. */
    private Snapshots snapshotsHere() {
        Snapshots known = snapshots;
        if (known == null) {
            FdSnapshot before = readSnapshot("before");
            known = new Snapshots(before, readAfter(before));
            snapshots = known;
        }
        return known;
    }

    private List<Descriptor> readDescriptors() {
        if (in.isField("before")) snapshotsHere();
        return in.field("descriptors").list(this::readDescriptor);
    }

    EventReader events() {
        return events;
    }

    static void readHeader(StrictJson in, String format) {
        in.field("format").oneOf(Set.of(format), "\"" + format + "\"");
        in.field("version")
                .integerAs(
                        version -> version >= 1 && version <= RecordingCodec.VERSION ? version : null,
                        "a version up to " + RecordingCodec.VERSION);
    }

    /** Version 1 did not know the time of day. */
    private Instant readStartedAt() {
        if (!in.isField("startedAt")) return Instant.EPOCH;
        String text = in.field("startedAt").text();
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new RecordingFormatException("expected a time but found \"" + text + "\"" + in.place(), e);
        }
    }

    private @Nullable SpilledEvents readSpill() {
        if (!in.isField("spilled")) return null;
        in.field("spilled");
        return readSpillHere();
    }

    SpilledEvents readSpillHere() {
        in.beginObject();
        String file = in.field("file").text();
        SpilledEvents spilled = new SpillFile(Path.of(file), in.field("count").number());
        in.endObject();
        return spilled;
    }

    private TraceEvent readEvent() {
        TraceEvent event = events.read();
        read.putIfAbsent(event.sequence(), event);
        return event;
    }

    private SyscallEvent readUnfinished() {
        if (events.read() instanceof SyscallEvent call) return call;
        throw in.expected("a system call");
    }

    private LeftThread readThread() {
        in.beginObject();
        LeftThread thread = new LeftThread(
                events.readActor("actor"),
                Duration.ofNanos(in.field("startedAfterBootNanos").number()),
                events.readStack(),
                in.isField("start") ? readStart() : null);
        in.endObject();
        return thread;
    }

    private ThreadStart readStart() {
        in.field("start").beginObject();
        Tid thread = new Tid(in.field("thread").integer());
        long atNanos = in.field("atNanos").number();
        ThreadStart start = new ThreadStart(thread, atNanos, events.readActor("starter"), events.readStack());
        in.endObject();
        return start;
    }

    CallCount readCount() {
        in.beginObject();
        CallCount count = new CallCount(
                in.field("name").text(),
                in.field("scope").constant(Scope.class),
                in.field("calls").number(),
                in.field("failures").number(),
                in.isField("timed") ? in.field("timed").number() : 0,
                in.isField("inCallsNanos")
                        ? Duration.ofNanos(in.field("inCallsNanos").number())
                        : Duration.ZERO);
        in.endObject();
        return count;
    }

    private Descriptor readDescriptor() {
        if (in.isNumber()) return in.integerAs(this::untouched, "a descriptor of the table after");
        in.beginObject();
        DescriptorLife life = new DescriptorLife(
                new Fd(in.field("fd").integer()), in.field("kind").constant(FdKind.class), readOpening(), readEnding());
        FdTarget target = in.isField("target") ? readTarget(in.field("target")) : null;
        in.endObject();
        return new Descriptor(life, target);
    }

    private @Nullable Descriptor untouched(long number) {
        Snapshots known = snapshots;
        if (known == null || number > Integer.MAX_VALUE || number < 0) return null;
        Fd fd = new Fd((int) number);
        return known.after()
                .target(fd.value())
                .map(target -> RecordingWriter.untouched(fd, target))
                .orElse(null);
    }

    private Opening readOpening() {
        in.field("opening");
        if (in.isText()) {
            return in.oneOf(OPENINGS, "an opening").equals("before") ? new Opening.Before() : new Opening.Unseen();
        }
        in.beginObject();
        SyscallEvent event = readEventOrReference();
        Fd source = in.isField("copiedFrom") ? new Fd(in.field("copiedFrom").integer()) : null;
        in.endObject();
        return new Opening.Seen(event, source);
    }

    private SyscallEvent readEventOrReference() {
        in.field("event");
        if (in.isNumber()) return in.integerAs(this::callOf, "a system call among the events");
        if (events.read() instanceof SyscallEvent call) return call;
        throw in.expected("a system call before this");
    }

    private @Nullable SyscallEvent callOf(long sequence) {
        return read.get(sequence) instanceof SyscallEvent call ? call : null;
    }

    private Ending readEnding() {
        in.field("ending");
        if (in.isText()) {
            return in.oneOf(ENDINGS, "an ending").equals("stillOpen") ? new Ending.StillOpen() : new Ending.Vanished();
        }
        in.beginObject();
        long atNanos = in.field("atNanos").number();
        Actor by = events.readActor("by");
        String call = in.field("call").text();
        in.endObject();
        return new Ending.Closed(atNanos, by, call);
    }

    private FdSnapshot readSnapshot(String field) {
        in.field(field);
        return readSnapshot();
    }

    private FdSnapshot readAfter(FdSnapshot before) {
        in.field("after").beginObject();
        long atNanos = in.field("atNanos").number();
        Map<Integer, FdTarget> targets = new TreeMap<>();
        if (in.isField("gone")) {
            targets.putAll(before.targets());
            in.field("gone")
                    .forEachElement(() -> targets.remove(in.integerAs(
                            n -> n == (int) n && targets.containsKey((int) n) ? (int) n : null,
                            "a descriptor of the table before")));
        }
        Map<Integer, FdTarget> changed = new TreeMap<>();
        in.field("targets").forEachElement(() -> readTargetOf(changed));
        targets.putAll(changed);
        in.endObject();
        return new FdSnapshot(atNanos, targets);
    }

    FdSnapshot readSnapshot() {
        in.beginObject();
        long atNanos = in.field("atNanos").number();
        Map<Integer, FdTarget> targets = new TreeMap<>();
        in.field("targets").forEachElement(() -> readTargetOf(targets));
        in.endObject();
        return new FdSnapshot(atNanos, targets);
    }

    private void readTargetOf(Map<Integer, FdTarget> targets) {
        in.beginArray();
        int fd =
                in.integerAs(n -> n <= Integer.MAX_VALUE && !targets.containsKey((int) n) ? (int) n : null, "a new fd");
        targets.put(fd, readTarget(in));
        in.endArray();
    }

    private static FdTarget readTarget(StrictJson in) {
        if (in.isText()) return FdTarget.ofLink(in.text());
        in.beginArray();
        FdTarget target = new FdTarget(in.text(), in.text());
        in.endArray();
        return target;
    }

    private Settling readSettling() {
        in.field("settling").beginObject();
        Settling settling =
                new Settling(in.field("waitedNanos").number(), in.field("quiet").bool());
        in.endObject();
        return settling;
    }

    Completeness.Gap readGap() {
        in.beginObject();
        Completeness.Gap gap = new Completeness.Gap(
                in.field("concern").constant(Completeness.Concern.class),
                in.field("text").text());
        in.endObject();
        return gap;
    }
}
