package dev.ringfence.recording.codec;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.snapshot.MachineSnapshot;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.StateSnapshot;
import dev.ringfence.snapshot.WindowStates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Makes what {@code /proc} said around a window: one that shows the format, and arbitrary ones. */
final class RandomStates {
    private final Random random;
    private final Supplier<String> texts;

    RandomStates(Random random, Supplier<String> texts) {
        this.random = random;
        this.texts = texts;
    }

    static WindowStates sample() {
        Reading<MachineUnits> units = new Reading.Value<>(new MachineUnits(100, 4096));
        ProcessSnapshot worker = new ProcessSnapshot(
                4711,
                units,
                new Reading.Value<>(List.of(4711, 4712)),
                new Reading.Value<>(new TreeMap<>(Map.of(0, "/dev/null"))),
                Map.of(
                        "io", new Reading.Failed<>("/proc/4711/io: permission denied"),
                        "task/4712/stat", new Reading.Value<>("4712 (main) S 1\n")),
                Map.of("cwd", new Reading.Value<>("/tmp")));
        MachineSnapshot machine =
                new MachineSnapshot(units, Map.of("sys/fs/file-nr", new Reading.Value<>("8\t0\t9\n")));
        StateSnapshot opened =
                new StateSnapshot(900, 40, Set.of(SnapshotPart.MACHINE), List.of(worker), new Reading.Value<>(machine));
        StateSnapshot later = new StateSnapshot(
                9_000_000, 30, Set.of(SnapshotPart.MACHINE), List.of(), new Reading.Absent<>("not captured"));
        return new WindowStates(opened, later, later);
    }

    WindowStates next() {
        return new WindowStates(state(), state(), state());
    }

    private StateSnapshot state() {
        SnapshotPart[] all = SnapshotPart.values();
        return new StateSnapshot(
                random.nextLong(),
                random.nextLong(),
                new HashSet<>(list(() -> all[random.nextInt(all.length)])),
                list(this::process),
                reading(() -> new MachineSnapshot(reading(this::units), files())));
    }

    private ProcessSnapshot process() {
        return new ProcessSnapshot(
                random.nextInt(),
                reading(this::units),
                reading(() -> list(random::nextInt)),
                reading(() -> new TreeMap<>(Map.of(random.nextInt(), texts.get()))),
                files(),
                files());
    }

    private MachineUnits units() {
        return new MachineUnits(100, 1 << random.nextInt(20));
    }

    private Map<String, Reading<String>> files() {
        Map<String, Reading<String>> files = new TreeMap<>();
        for (String name : list(texts)) files.put(name, reading(texts));
        return files;
    }

    private <T> Reading<T> reading(Supplier<T> value) {
        return switch (random.nextInt(3)) {
            case 0 -> new Reading.Absent<>(texts.get());
            case 1 -> new Reading.Failed<>(texts.get());
            default -> new Reading.Value<>(value.get());
        };
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) list.add(element.get());
        return list;
    }
}
