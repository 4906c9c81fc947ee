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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** By how much the memory of a window's process must not grow. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MemoryRules {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final String RESIDENT = "resident memory";
    private static final String FAULTS = "major page faults";
    private static final String GROWS = "growsAtMost";
    private static final String FAULTS_AT_MOST = "majorFaultsAtMost";

    private MemoryRules() {}

    // --- Resident memory ---

    /** Returns the growth of resident memory, if it is more; or why that cannot be told. */
    public static Reading<StateGrowth> moreThan(Recording recording, WindowStates states, long bytes) {
        if (bytes < 0) throw new IllegalArgumentException("the limit must not be negative but was " + bytes);
        Wording wording = new Wording(
                "to grow by at most " + bytes + " bytes", new StateFound("it grew by more", "grew by more"), "times");
        return worker(recording, states)
                .flatMap(ProcessDelta::residentGrowth)
                .map(growth -> StateGrowth.ofNumber(
                        recording, wording, RESIDENT, RESIDENT + ": " + growth + " bytes more", growth, bytes));
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
        return worker.flatMap(delta -> delta.usage().map(Usage::majorFaults))
                .map(faults -> StateGrowth.ofNumber(recording, wording, FAULTS, FAULTS + ": " + faults, faults, most));
    }

    // --- Both, for a budget ---

    /**
     * Returns what is more than a budget; or why that cannot be told. What is not limited need not be known.
     *
     * @param limits of the growth of resident memory in bytes, and of page faults that waited for a disk
     */
    public static Reading<StateGrowth> beyond(Recording recording, WindowStates states, Limits limits) {
        List<Item> items = new ArrayList<>();
        for (Map.Entry<String, Reading<StateGrowth>> each :
                limits.found(recording, states).entrySet()) {
            Reading<StateGrowth> found = each.getValue();
            if (!(found instanceof Reading.Value<StateGrowth> known)) return found;
            known.read().items().stream()
                    .map(item -> new Item(item.text(), each.getKey() + " = " + item.name(), item.site()))
                    .forEach(items::add);
        }
        Wording wording = new Wording(
                "to keep its memory budget", new StateFound("1 limit was exceeded", "limits were exceeded"), "times");
        return new Reading.Value<>(new StateGrowth(recording, wording, items, 0, (item, later) -> true));
    }

    /**
     * Limits by the members of an annotation, {@link Long#MAX_VALUE} for any number.
     *
     * @param growsAtMost bytes
     * @param majorFaultsAtMost page faults
     */
    public record Limits(long growsAtMost, long majorFaultsAtMost) {
        private Map<String, Reading<StateGrowth>> found(Recording recording, WindowStates states) {
            Map<String, Reading<StateGrowth>> found = new LinkedHashMap<>();
            if (growsAtMost < Long.MAX_VALUE) found.put(GROWS, moreThan(recording, states, growsAtMost));
            if (majorFaultsAtMost < Long.MAX_VALUE)
                found.put(FAULTS_AT_MOST, majorFaults(recording, states, majorFaultsAtMost));
            return found;
        }

        /** Returns the members with these in place of their own: {@code growsAtMost = 8192, majorFaultsAtMost = 0}. */
        public String raised(List<String> enough) {
            return Stream.concat(member(GROWS, growsAtMost, enough), member(FAULTS_AT_MOST, majorFaultsAtMost, enough))
                    .collect(Collectors.joining(", "));
        }

        private static Stream<String> member(String name, long limit, List<String> enough) {
            List<String> raised =
                    enough.stream().filter(each -> each.startsWith(name)).toList();
            if (!raised.isEmpty()) return raised.stream();
            return limit == Long.MAX_VALUE ? Stream.empty() : Stream.of(name + " = " + limit);
        }
    }

    // --- Mappings ---

    /** Returns the files of which more is mapped, without what is allowed; or why that cannot be told. */
    public static Reading<StateGrowth> mapped(Recording recording, WindowStates states, List<Allowance> allowances) {
        Wording wording = new Wording("to leave no file mapped", new StateFound("1 was", "were"), "mappings");
        Reading<List<MappedFile>> mapped = worker(recording, states).flatMap(ProcessDelta::filesMapped);
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
