package dev.ringfence.event;

import org.apiguardian.api.API;

/**
 * One thread of a process, as the kernel numbers it.
 *
 * @param value thread id in the tracer's pid namespace, positive
 * @see <a href="https://man7.org/linux/man-pages/man2/gettid.2.html">gettid(2)</a>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Tid(int value) {
    public Tid {
        if (value <= 0) throw new IllegalArgumentException("value must be positive but was " + value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
