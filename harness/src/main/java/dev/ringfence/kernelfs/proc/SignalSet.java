package dev.ringfence.kernelfs.proc;

import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * A set of signals.
 *
 * @param bits the lowest for signal 1
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SignalSet(long bits) {

    /** Returns whether it has a signal, 1 to 64. */
    public boolean contains(int signal) {
        return signal >= 1 && signal <= Long.SIZE && (bits >>> (signal - 1) & 1) != 0;
    }

    /** Returns the numbers of its signals, ascending. */
    public List<Integer> numbers() {
        return IntStream.rangeClosed(1, Long.SIZE)
                .filter(this::contains)
                .boxed()
                .toList();
    }
}
