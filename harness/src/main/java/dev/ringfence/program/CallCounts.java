package dev.ringfence.program;

import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.Syscall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Counts calls that have returned, each with its time from entry to exit. Reads no memory and decodes nothing. */
final class CallCounts implements Events {
    private static final int LAST_ERROR = 4095;
    /** More than the kernel has. */
    private static final int USUAL = 1024;
    /** A program may make up numbers: so many are counted each by itself, more are not told apart. */
    private static final int MOST_UNUSUAL = 10_000;
    /** Where the numbers that a program makes up are counted together, once there are too many. */
    private static final Key REST = new Key(Abi.X86_64, Integer.MIN_VALUE);

    private record Key(Abi abi, int number) {}

    private final Abi usualAbi = Abi.ofThisMachine();
    private final Counter[] usual = new Counter[USUAL];
    private final Map<Key, Counter> unusual = new HashMap<>();

    /** What is known of one call; changed in place. */
    private static final class Counter {
        private final Syscall call;
        private long calls;
        private long errors;
        private long nanos;
        private long least = Long.MAX_VALUE;
        private long most;

        Counter(Syscall call) {
            this.call = call;
        }

        void add(long duration, boolean failed) {
            calls++;
            nanos += duration;
            if (duration < least) least = duration;
            if (duration > most) most = duration;
            if (failed) errors++;
        }

        CallCount count() {
            return new CallCount(call.abi(), call.number(), call.name(), calls, errors, nanos, least, most);
        }
    }

    @Override
    public void entered(Tracee tracee, SyscallInfo info) {
        tracee.countedNanos = System.nanoTime();
    }

    @Override
    public void left(Tracee tracee, long result) {
        long duration = System.nanoTime() - tracee.countedNanos;
        counter(Objects.requireNonNull(tracee.call)).add(duration, result < 0 && result >= -LAST_ERROR);
    }

    private Counter counter(Syscall call) {
        int number = call.number();
        if (call.abi() != usualAbi || number < 0 || number >= USUAL) return unusual(call);
        Counter counter = usual[number];
        if (counter == null) {
            counter = new Counter(call);
            usual[number] = counter;
        }
        return counter;
    }

    private Counter unusual(Syscall call) {
        Key key = new Key(call.abi(), call.number());
        Counter known = unusual.get(key);
        if (known != null) return known;
        return unusual.computeIfAbsent(unusual.size() < MOST_UNUSUAL ? key : REST, k -> new Counter(call));
    }

    /** Returns what was counted, by interface and number. */
    List<CallCount> counts() {
        List<CallCount> counts = new ArrayList<>();
        for (Counter counter : usual) {
            if (counter != null) counts.add(counter.count());
        }
        unusual.values().forEach(counter -> counts.add(counter.count()));
        counts.sort(CallCount.BY_NUMBER);
        return counts;
    }
}
