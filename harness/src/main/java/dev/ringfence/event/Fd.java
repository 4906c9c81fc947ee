package dev.ringfence.event;

import org.apiguardian.api.API;

/**
 * A descriptor: an index into the descriptor table of one process. The same number may stand for many open file
 * descriptions, one after another.
 *
 * @param value index, zero or more
 * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2), "open file descriptions"</a>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Fd(int value) implements Comparable<Fd> {
    public Fd {
        if (value < 0) throw new IllegalArgumentException("value must not be negative but was " + value);
    }

    @Override
    public int compareTo(Fd other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
