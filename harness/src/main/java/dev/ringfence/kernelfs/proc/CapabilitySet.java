package dev.ringfence.kernelfs.proc;

import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * A set of capabilities, capabilities(7).
 *
 * @param bits the lowest for capability 0, {@code CAP_CHOWN}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record CapabilitySet(long bits) {

    /** Returns whether it has a capability by its number, 0 to 63. */
    public boolean contains(int capability) {
        return capability >= 0 && capability < Long.SIZE && (bits >>> capability & 1) != 0;
    }

    /** Returns the numbers of its capabilities, ascending. */
    public List<Integer> numbers() {
        return IntStream.range(0, Long.SIZE).filter(this::contains).boxed().toList();
    }
}
