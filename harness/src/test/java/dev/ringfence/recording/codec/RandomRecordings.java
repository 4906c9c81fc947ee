package dev.ringfence.recording.codec;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
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
import dev.ringfence.syscall.Errno;
import dev.ringfence.syscall.value.Argument;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.testing.Calls;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes recordings: one that shows the format, and arbitrary ones, of any strings and any of the sealed cases. */
final class RandomRecordings {
    private final Random random;

    RandomRecordings(long seed) {
        random = new Random(seed);
    }

    /** Returns a recording of which each version of the format that can hold it has a file. */
    static Recording sample() {
        List<Argument> decoded = List.of(
                new Argument("dfd", new Value.Descriptor(-100, true, null)),
                new Argument("filename", new Value.Text("/tmp/gr\u00c3\u00bcn", false)),
                new Argument("flags", new Value.Flags(0x80000, List.of("O_RDONLY", "O_CLOEXEC"), 0, "O_???")),
                new Argument(
                        "statbuf",
                        new Value.Struct(
                                List.of(new Value.Field("st_size", new Value.Int(11, Value.Base.DECIMAL))), true)),
                new Argument("ignored", new Value.Pending(null, false)));
        return sample(
                decoded,
                Duration.ofNanos(12_345),
                Instant.parse("2026-11-25T22:04:00.000000901Z"),
                new SpillFile(Path.of("/tmp/window-4711-1.jsonl"), 77),
                new CallCount("openat", Scope.TEST, 1, 0, 1, Duration.ofNanos(12_345)));
    }

    /** Returns the sample with what version 2 did not have. */
    static Recording sampleOfVersion3() {
        return sample().withStates(
                        RandomStates.sample(),
                        List.of(new LeftThread(
                                Calls.POOL,
                                Duration.ofNanos(2_772_990_000_000L),
                                new JavaStack.Absent("not asked for"),
                                new ThreadStart(
                                        Calls.POOL.thread(),
                                        1_000,
                                        Calls.TEST,
                                        new JavaStack.Absent("not asked for")))));
    }

    /** Returns what version 1 can hold of it. */
    static Recording sampleOfVersion1() {
        return sample(List.of(), null, Instant.EPOCH, null, new CallCount("openat", Scope.TEST, 1, 0));
    }

    private static Recording sample(
            List<Argument> decoded, Duration inCall, Instant startedAt, SpilledEvents spilled, CallCount count) {
        Calls calls = new Calls().from(Calls.frame("com.example.UploadService", "store", 57));
        SyscallEvent open = calls.decoded(decoded).taking(inCall).open(41, "/tmp/grün");
        calls.decoded(List.of()).taking(null);
        SyscallEvent pipe =
                calls.by(Calls.POOL).without("the thread is not a Java thread").pipe(42, 43);
        SyscallEvent close = calls.by(Calls.TEST).close(42);
        return new Recording(
                "uploads()",
                4711,
                900,
                startedAt,
                9_000_000,
                Set.of("openat", "close", "pipe2"),
                List.of(open, pipe, close),
                spilled,
                List.of(count),
                List.of(
                        new Descriptor(
                                new DescriptorLife(
                                        new Fd(0), FdKind.OTHER, new Opening.Before(), new Ending.StillOpen()),
                                FdTarget.ofLink("/dev/null")),
                        new Descriptor(
                                new DescriptorLife(
                                        new Fd(41), FdKind.FILE, new Opening.Seen(open, null), new Ending.StillOpen()),
                                new FdTarget("/tmp/grün (deleted)", "/tmp/grün (deleted)")),
                        new Descriptor(
                                new DescriptorLife(
                                        new Fd(42),
                                        FdKind.PIPE,
                                        new Opening.Seen(pipe, null),
                                        new Ending.Closed(3_000, Calls.TEST, "close")),
                                null)),
                2,
                new FdSnapshot(800, Map.of(0, FdTarget.ofLink("/dev/null"))),
                new FdSnapshot(9_100_000, Map.of(43, new FdTarget("pipe:[7]", "pipe write end"))),
                new Settling(100_000, true),
                new Completeness(List.of(new Completeness.Gap(Completeness.Concern.EVENTS, "3 events were dropped"))));
    }

    Recording next() {
        List<TraceEvent> events = list(20, this::event);
        List<SyscallEvent> calls = events.stream()
                .filter(SyscallEvent.class::isInstance)
                .map(SyscallEvent.class::cast)
                .toList();
        FdSnapshot before = snapshot();
        FdSnapshot after = snapshotLike(before);
        return new Recording(
                text(),
                random.nextInt(),
                random.nextLong(),
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                random.nextLong(),
                Set.copyOf(list(9, this::text).stream().distinct().toList()),
                events,
                maybe(() -> new SpillFile(Path.of("/tmp/window-" + random.nextInt(9)), random.nextInt(99))),
                list(
                        5,
                        () -> new CallCount(
                                text(),
                                constant(Scope.class),
                                random.nextLong(),
                                random.nextLong(),
                                1 + random.nextInt(9),
                                Duration.ofNanos(random.nextLong()))),
                list(8, () -> random.nextBoolean() ? descriptor(calls) : untouched(after)),
                random.nextInt(),
                before,
                after,
                new Settling(random.nextLong(), random.nextBoolean()),
                new Completeness(list(3, () -> new Completeness.Gap(constant(Completeness.Concern.class), text()))),
                list(2, this::call),
                maybe(() -> new RandomStates(random, this::text).next()),
                list(2, this::leftThread));
    }

    private LeftThread leftThread() {
        return new LeftThread(
                actor(),
                Duration.ofNanos(random.nextLong()),
                stack(),
                maybe(() -> new ThreadStart(new Tid(1 + random.nextInt(9)), random.nextLong(), actor(), stack())));
    }

    private Descriptor descriptor(List<SyscallEvent> calls) {
        return new Descriptor(
                new DescriptorLife(fd(), constant(FdKind.class), opening(calls), ending()), maybe(this::target));
    }

    /** Returns one that has been open all the time, of the table or not. */
    private Descriptor untouched(FdSnapshot after) {
        int fd = after.targets().keySet().stream()
                .skip(random.nextInt(1 + after.targets().size()))
                .findFirst()
                .orElse(101);
        FdTarget target = after.target(fd).orElse(null);
        return new Descriptor(
                new DescriptorLife(new Fd(fd), FdKind.OTHER, new Opening.Before(), new Ending.StillOpen()), target);
    }

    private Opening opening(List<SyscallEvent> calls) {
        return switch (random.nextInt(4)) {
            case 0 -> new Opening.Before();
            case 1 -> new Opening.Unseen();
            case 2 -> new Opening.Seen(call(), maybe(this::fd));
            default ->
                new Opening.Seen(calls.isEmpty() ? call() : calls.get(random.nextInt(calls.size())), maybe(this::fd));
        };
    }

    private Ending ending() {
        return switch (random.nextInt(3)) {
            case 0 -> new Ending.StillOpen();
            case 1 -> new Ending.Vanished();
            default -> new Ending.Closed(random.nextLong(), actor(), text());
        };
    }

    private FdSnapshot snapshot() {
        Map<Integer, FdTarget> targets = new TreeMap<>();
        for (int i = random.nextInt(5); i > 0; i--) targets.put(random.nextInt(100), target());
        return new FdSnapshot(random.nextLong(), targets);
    }

    /** Returns a table in which some of another are gone, some are new, and some stand for something else. */
    private FdSnapshot snapshotLike(FdSnapshot other) {
        Map<Integer, FdTarget> targets = new TreeMap<>(other.targets());
        targets.keySet().removeIf(fd -> random.nextInt(3) == 0);
        targets.replaceAll((fd, target) -> random.nextInt(3) == 0 ? target() : target);
        targets.putAll(snapshot().targets());
        return new FdSnapshot(random.nextLong(), targets);
    }

    private FdTarget target() {
        return random.nextBoolean() ? FdTarget.ofLink(text()) : new FdTarget(text(), text());
    }

    // --- Events ---

    private TraceEvent event() {
        return switch (random.nextInt(6)) {
            case 0 -> new ProcessStarted(random.nextInt(9), random.nextLong(), actor(), pid(), constant(Scope.class));
            case 1 ->
                new ProgramExecuted(
                        random.nextInt(9),
                        random.nextLong(),
                        pid(),
                        text(),
                        list(4, this::text),
                        maybe(() -> list(3, () -> new ProgramExecuted.Inherited(fd(), text()))),
                        constant(Scope.class));
            case 2 -> new ProcessEnded(random.nextInt(9), random.nextLong(), pid(), text());
            default -> call();
        };
    }

    private SyscallEvent call() {
        return new SyscallEvent(
                random.nextInt(9),
                random.nextLong(),
                actor(),
                random.nextInt(),
                text(),
                list(7, random::nextLong),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                outcome(),
                maybe(() -> Duration.ofNanos(random.nextLong())),
                effect(),
                constant(Scope.class),
                list(4, () -> new Argument(text(), value(3))),
                stack());
    }

    private Value value(int depth) {
        int kinds = depth == 0 ? 9 : 16;
        return switch (random.nextInt(kinds)) {
            case 0 -> new Value.Int(random.nextLong(), constant(Value.Base.class));
            case 1 -> new Value.Address(random.nextLong());
            case 2 -> new Value.Unreadable(random.nextLong());
            case 3 -> new Value.Symbol(random.nextLong(), text());
            case 4 -> new Value.Flags(random.nextLong(), list(3, this::text), random.nextLong(), text());
            case 5 -> new Value.Descriptor(random.nextInt(), random.nextBoolean(), maybe(this::text));
            case 6 -> new Value.Text(text(), random.nextBoolean());
            case 7 -> new Value.MemberSet(list(3, this::text), random.nextBoolean());
            case 8 -> new Value.Word(text());
            case 9 -> new Value.Struct(list(3, () -> new Value.Field(text(), value(depth - 1))), random.nextBoolean());
            case 10 -> new Value.Sequence(list(3, () -> value(depth - 1)), random.nextBoolean());
            case 11 -> new Value.Changed(value(depth - 1), value(depth - 1));
            case 12 -> new Value.Joined(list(3, () -> value(depth - 1)), text());
            case 13 -> new Value.Applied(text(), list(3, () -> value(depth - 1)));
            case 14 -> new Value.Noted(value(depth - 1), text());
            default -> new Value.Pending(maybe(() -> value(depth - 1)), random.nextBoolean());
        };
    }

    private Outcome outcome() {
        return switch (random.nextInt(4)) {
            case 0 -> new Outcome.Returned(random.nextLong());
            case 1 -> new Outcome.Failed(new Errno(1 + random.nextInt(5000), text()));
            case 2 -> new Outcome.EntryOnly();
            default -> new Outcome.NeverReturned();
        };
    }

    private FdEffect effect() {
        return switch (random.nextInt(5)) {
            case 0 -> new FdEffect.None();
            case 1 ->
                new FdEffect.Created(
                        Stream.generate(this::fd).limit(1 + random.nextInt(3)).toList(),
                        constant(FdKind.class),
                        maybe(this::text));
            case 2 -> new FdEffect.Duplicated(fd(), fd());
            case 3 -> new FdEffect.Closed(fd());
            default -> new FdEffect.ClosedRange(random.nextInt(100), 100 + random.nextInt(100));
        };
    }

    private JavaStack stack() {
        if (random.nextBoolean()) return new JavaStack.Absent(text());
        return new JavaStack.Taken(random.nextLong(), text(), random.nextBoolean(), list(6, this::frame));
    }

    private StackTraceElement frame() {
        return new StackTraceElement(
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                text(),
                text(),
                maybe(this::text),
                random.nextInt(4) - 2);
    }

    private Actor actor() {
        return new Actor(pid(), new Tid(1 + random.nextInt(3)), text(), constant(ActorKind.class));
    }

    // --- Atoms ---

    private Pid pid() {
        return new Pid(1 + random.nextInt(3));
    }

    private Fd fd() {
        return new Fd(random.nextInt(50));
    }

    /** Short strings, so that some repeat; of any chars, halves of surrogate pairs and controls too. */
    private String text() {
        int[] ranges = {0x80, 0x800, 0x10000};
        StringBuilder text = new StringBuilder();
        IntStream.range(0, random.nextInt(4))
                .forEach(i -> text.append((char) random.nextInt(ranges[random.nextInt(3)])));
        return random.nextInt(3) == 0 ? text.toString() : "t" + random.nextInt(3);
    }

    private <E extends Enum<E>> E constant(Class<E> type) {
        E[] all = type.getEnumConstants();
        return all[random.nextInt(all.length)];
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> List<T> list(int most, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) list.add(element.get());
        return list;
    }
}
