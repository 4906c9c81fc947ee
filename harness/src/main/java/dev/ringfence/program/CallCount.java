package dev.ringfence.program;

import dev.ringfence.syscall.Abi;
import java.util.Comparator;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How often a call was made.
 *
 * @param abi through which it was made
 * @param number in that interface
 * @param name its name
 * @param calls how many returned
 * @param errors how many of those failed, or null where the results of some are not known
 * @param times how long they took, or null where that is not known of some
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record CallCount(
        Abi abi,
        int number,
        String name,
        long calls,
        @Nullable Long errors,
        @Nullable Times times) {
    static final Comparator<CallCount> BY_NUMBER =
            Comparator.comparing(CallCount::abi).thenComparingInt(CallCount::number);

    public CallCount {
        Objects.requireNonNull(abi, "abi");
        Objects.requireNonNull(name, "name");
    }

    /**
     * How long calls took, from entry to exit.
     *
     * @param nanos all together
     * @param leastNanos the shortest
     * @param mostNanos the longest
     */
    public record Times(long nanos, long leastNanos, long mostNanos) {
        /** Of no call. */
        public static final Times NONE = new Times(0, Long.MAX_VALUE, 0);

        /** Returns those with one more call. */
        public Times plus(long duration) {
            return new Times(nanos + duration, Math.min(leastNanos, duration), Math.max(mostNanos, duration));
        }

        Times plus(Times other) {
            return new Times(
                    nanos + other.nanos, Math.min(leastNanos, other.leastNanos), Math.max(mostNanos, other.mostNanos));
        }
    }

    /** Returns how long one took on average, or null where that is not known. */
    public @Nullable Long averageNanos() {
        if (times == null) return null;
        return calls == 0 ? 0 : times.nanos() / calls;
    }

    /** Returns what counts come to; its number is -1, its interface this machine's. */
    public static CallCount total(Iterable<CallCount> counts) {
        long calls = 0;
        Long errors = 0L;
        Times times = Times.NONE;
        for (CallCount count : counts) {
            calls += count.calls;
            errors = errors == null || count.errors == null ? null : Long.valueOf(errors + count.errors);
            times = times == null || count.times == null ? null : times.plus(count.times);
        }
        return new CallCount(Abi.ofThisMachine(), -1, "total", calls, errors, times);
    }
}
