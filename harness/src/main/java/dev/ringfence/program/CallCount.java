package dev.ringfence.program;

import dev.ringfence.syscall.Abi;
import java.util.Comparator;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * How often a call was made.
 *
 * @param abi through which it was made
 * @param number in that interface
 * @param name its name
 * @param calls how many returned
 * @param errors how many of those failed
 * @param nanos the time of all, from entry to exit
 * @param leastNanos the time of the shortest
 * @param mostNanos the time of the longest
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record CallCount(
        Abi abi, int number, String name, long calls, long errors, long nanos, long leastNanos, long mostNanos) {
    static final Comparator<CallCount> BY_NUMBER =
            Comparator.comparing(CallCount::abi).thenComparingInt(CallCount::number);

    public CallCount {
        Objects.requireNonNull(abi, "abi");
        Objects.requireNonNull(name, "name");
    }

    long averageNanos() {
        return calls == 0 ? 0 : nanos / calls;
    }
}
