package dev.ringfence.budget;

import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import dev.ringfence.syscall.FamilyTable;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** The numbers of one run that a summary shows: what counts say, without a walk over the events. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class KeyNumbers {
    /** These are counted by their events. */
    private static final Set<String> NOT_BY_CALLS = Set.of("execs", "forks");

    private KeyNumbers() {}

    /** Returns by metric what the test did: the families of which it made calls, and its peak of descriptors. */
    public static SortedMap<String, Long> of(Recording recording) {
        SortedMap<String, Long> numbers = new TreeMap<>();
        for (Family family : FamilyTable.all()) {
            long calls = recording.counts().stream()
                    .filter(count ->
                            count.scope().isJudged() && family.members().contains(count.name()))
                    .mapToLong(CallCount::calls)
                    .sum();
            if (calls > 0 && !NOT_BY_CALLS.contains(family.name())) numbers.put(family.name(), calls);
        }
        numbers.put(new PeakDescriptors().name(), (long) recording.peakDescriptors());
        return numbers;
    }
}
