package dev.ringfence.program;

import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.Syscall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/** Counts calls by interface and number. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CallTally {
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
        private boolean errorsKnown = true;
        private long nanos;
        private long least = Long.MAX_VALUE;
        private long most;
        private boolean timesKnown = true;

        Counter(Syscall call) {
            this.call = call;
        }

        void add(long duration) {
            nanos += duration;
            if (duration < least) least = duration;
            if (duration > most) most = duration;
        }

        CallCount count() {
            return new CallCount(
                    call.abi(),
                    call.number(),
                    call.name(),
                    calls,
                    errorsKnown ? errors : null,
                    timesKnown ? new CallCount.Times(nanos, least, most) : null);
        }
    }

    /** Counts a call that has returned. */
    void add(Syscall call, long duration, boolean failed) {
        Counter counter = counter(call);
        counter.calls++;
        if (failed) counter.errors++;
        counter.add(duration);
    }

    /**
     * Counts calls.
     *
     * @param failed how many of them failed, if that is known
     * @param duration how long one call took, if it is one and that is known
     */
    public void add(Syscall call, long calls, OptionalLong failed, OptionalLong duration) {
        Counter counter = counter(call);
        counter.calls += calls;
        counter.errors += failed.orElse(0);
        counter.errorsKnown &= failed.isPresent();
        counter.timesKnown &= duration.isPresent();
        duration.ifPresent(counter::add);
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
    public List<CallCount> counts() {
        List<CallCount> counts = new ArrayList<>();
        for (Counter counter : usual) {
            if (counter != null) counts.add(counter.count());
        }
        unusual.values().forEach(counter -> counts.add(counter.count()));
        counts.sort(CallCount.BY_NUMBER);
        return counts;
    }
}
