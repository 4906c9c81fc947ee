package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.StateGrowth;
import dev.ringfence.assertions.evidence.StateGrowth.StateFound;
import dev.ringfence.assertions.evidence.StateGrowth.Wording;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.MachineSnapshot;
import dev.ringfence.snapshot.StateSnapshot;
import dev.ringfence.snapshot.WindowStates;
import dev.ringfence.snapshot.delta.StateDelta;
import org.apiguardian.api.API;

/** By how much what the whole machine counts must not grow: all its programs are in these numbers. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MachineRules {
    private static final String OPEN_FILES = "open files of the machine";
    private static final String SWAPPED_OUT = "swapped out by the machine";
    private static final String OF_ALL = ", with those of other programs";

    /** Linux 6.18 adds up what each of its processors has counted; earlier ones do not tell whether they do. */
    private static final int EXACT_MAJOR = 6;

    private static final int EXACT_MINOR = 18;
    private static final int LEAST_BATCH = 32;

    private MachineRules() {}

    // --- Open files ---

    /** Returns the growth of open files, if it is more; or why that cannot be told. */
    public static Reading<StateGrowth> openFiles(Recording recording, WindowStates states, long most) {
        requireNotNegative(most);
        Wording wording = new Wording(
                "to have the machine open at most " + counted(most, "file") + " more",
                new StateFound("it opened more", "opened more"),
                "times");
        Reading<Long> growth = new StateDelta(states.opened(), states.settled()).openFilesOfMachine();
        return growth.flatMap(more -> {
            Reading<Long> within = uncertainty(states.opened());
            boolean certain = within.value()
                    .filter(error -> more - error > most || more + error <= most)
                    .isPresent();
            return certain
                    ? new Reading.Value<>(StateGrowth.ofNumber(
                            recording, wording, OPEN_FILES, OPEN_FILES + ": " + more + " more" + OF_ALL, more, most))
                    : new Reading.Absent<>(inexact(more, within));
        });
    }

    private static String inexact(long growth, Reading<Long> within) {
        return within.value()
                .map(error -> "they grew by " + growth + ", give or take " + error
                        + ": before Linux 6.18 each processor counts some by itself")
                .orElseGet(within::fault);
    }

    /** By how many files the growth may be wrong: {@code percpu_counter_batch} in lib/percpu_counter.c, at both ends. */
    private static Reading<Long> uncertainty(StateSnapshot state) {
        if (!(state.machine() instanceof Reading.Value<MachineSnapshot> known))
            return new Reading.Absent<>(state.machine().fault());
        MachineSnapshot machine = known.read();
        boolean exact = machine.kernel()
                .value()
                .filter(kernel -> kernel.isAtLeast(EXACT_MAJOR, EXACT_MINOR))
                .isPresent();
        if (exact) return new Reading.Value<>(0L);
        return machine.statistics().map(statistics -> {
            long processors = statistics.processors().size();
            return 2 * processors * Math.max(LEAST_BATCH, 2 * processors);
        });
    }

    // --- Swap ---

    /** Returns how much was swapped out, if it is more; or why that cannot be told. */
    public static Reading<StateGrowth> swappedOut(Recording recording, WindowStates states, long bytes) {
        requireNotNegative(bytes);
        Wording wording = new Wording(
                "to have the machine swap out at most " + counted(bytes, "byte"),
                new StateFound("it swapped out more", "swapped out more"),
                "times");
        return new StateDelta(states.opened(), states.settled())
                .swappedOutByMachine()
                .map(out -> StateGrowth.ofNumber(
                        recording,
                        wording,
                        SWAPPED_OUT,
                        SWAPPED_OUT + ": " + counted(out, "byte") + OF_ALL,
                        out,
                        bytes));
    }

    private static void requireNotNegative(long limit) {
        if (limit < 0) throw new IllegalArgumentException("the limit must not be negative but was " + limit);
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
