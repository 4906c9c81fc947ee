package dev.ringfence.budget;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What a metric was in several rounds of the same test.
 *
 * @param values in the order of the rounds, at least one
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RoundValues(List<Long> values) {
    public RoundValues {
        values = List.copyOf(values);
        if (values.isEmpty()) throw new IllegalArgumentException("values must not be empty");
    }

    /** Returns the middle one; of two in the middle the smaller, so that it is always one that was found. */
    public long median() {
        return values.stream().sorted().toList().get((values.size() - 1) / 2);
    }

    /** Returns how far apart the smallest and the largest are. */
    public long spread() {
        long least = values.stream().mapToLong(Long::longValue).min().orElseThrow();
        long most = values.stream().mapToLong(Long::longValue).max().orElseThrow();
        return most - least;
    }

    /** Returns whether they are so near to each other that a change can be told from chance. */
    public boolean repeats(Tolerance tolerance) {
        return spread() <= tolerance.of(median());
    }
}
