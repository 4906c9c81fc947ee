package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Allowance;
import dev.ringfence.assertions.evidence.ChangingCalls;
import dev.ringfence.assertions.evidence.KernelPath;
import dev.ringfence.assertions.evidence.StateGrowth;
import dev.ringfence.assertions.evidence.StateGrowth.Item;
import dev.ringfence.assertions.evidence.StateGrowth.StateFound;
import dev.ringfence.assertions.evidence.StateGrowth.Wording;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.memory.Mapping;
import dev.ringfence.ledger.Site;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.WindowStates;
import dev.ringfence.snapshot.delta.MappedFile;
import dev.ringfence.snapshot.delta.ProcessDelta;
import dev.ringfence.snapshot.delta.StateDelta;
import dev.ringfence.snapshot.delta.Usage;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** By how much the memory of a window's process must not grow. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MemoryRules {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private MemoryRules() {}

    // --- Resident memory ---

    /** Returns the growth of resident memory, if it is more; or why that cannot be told. */
    public static Reading<StateGrowth> moreThan(Recording recording, WindowStates states, long bytes) {
        if (bytes < 0) throw new IllegalArgumentException("the limit must not be negative but was " + bytes);
        Wording wording = new Wording(
                "to grow by at most " + bytes + " bytes", new StateFound("it grew by more", "grew by more"), "times");
        return flat(worker(recording, states).map(ProcessDelta::residentGrowth))
                .map(growth -> new StateGrowth(
                        recording,
                        wording,
                        growth <= bytes ? List.of() : List.of(resident(growth)),
                        0,
                        (item, later) -> true));
    }

    private static Item resident(long growth) {
        return new Item(
                "resident memory: " + growth + " bytes more",
                String.valueOf(growth),
                new Site("resident memory", "resident memory"));
    }

    // --- Page faults ---

    /** Returns the page faults that waited for a disk, if they are more; or why that cannot be told. */
    public static Reading<StateGrowth> majorFaults(Recording recording, WindowStates states, long most) {
        if (most < 0) throw new IllegalArgumentException("the limit must not be negative but was " + most);
        Wording wording = new Wording(
                "to have at most " + most + " major page faults",
                new StateFound("there were more", "were more"),
                "times");
        Reading<ProcessDelta> worker = new StateDelta(states.opened(), states.closed()).process(recording.workerPid());
        return flat(worker.map(delta -> delta.usage().map(Usage::majorFaults)))
                .map(faults -> new StateGrowth(
                        recording,
                        wording,
                        faults <= most ? List.of() : List.of(faults(faults)),
                        0,
                        (item, later) -> true));
    }

    private static Item faults(long faults) {
        return new Item(
                "major page faults: " + faults,
                String.valueOf(faults),
                new Site("major page faults", "major page faults"));
    }

    private static <T> Reading<T> flat(Reading<Reading<T>> reading) {
        return reading.value().orElseGet(() -> new Reading.Absent<>(reading.fault()));
    }

    // --- Mappings ---

    /** Returns the files of which more is mapped, without what is allowed; or why that cannot be told. */
    public static Reading<StateGrowth> mapped(Recording recording, WindowStates states, List<Allowance> allowances) {
        Wording wording = new Wording("to leave no file mapped", new StateFound("1 was", "were"), "mappings");
        Reading<List<MappedFile>> mapped = flat(worker(recording, states).map(ProcessDelta::filesMapped));
        return mapped.map(files -> {
            List<Item> all =
                    files.stream().map(file -> mapping(recording, file)).toList();
            List<Item> refused = all.stream()
                    .filter(item -> allowances.stream()
                            .noneMatch(allowance -> allowance.glob().matches(item.name())))
                    .toList();
            return new StateGrowth(recording, wording, refused, all.size() - refused.size(), MemoryRules::isMappedIn);
        });
    }

    /** A file may be removed while it is mapped: it is the same. */
    private static Item mapping(Recording recording, MappedFile file) {
        String path = KernelPath.withoutMark(file.text());
        String same = DIGITS.matcher(path).replaceAll("#");
        return new Item(
                file.text() + ", " + file.bytes() + " bytes",
                path,
                new Site("mapping of " + same, same),
                ChangingCalls.ofMapping(recording, path));
    }

    /** One of which it is not known is taken to be there. */
    private static boolean isMappedIn(Item item, Recording later) {
        Reading<List<Mapping>> mappings = later.state()
                .map(WindowStates::settled)
                .<Reading<ProcessSnapshot>>map(settled -> settled.process(later.workerPid()))
                .flatMap(Reading::value)
                .map(ProcessSnapshot::mappings)
                .orElseGet(() -> new Reading.Absent<>("not captured"));
        return mappings.value()
                .map(all -> all.stream()
                        .anyMatch(mapping ->
                                KernelPath.withoutMark(mapping.text()).equals(item.name())))
                .orElse(true);
    }

    private static Reading<ProcessDelta> worker(Recording recording, WindowStates states) {
        return new StateDelta(states.opened(), states.settled()).process(recording.workerPid());
    }
}
