package dev.ringfence.event;

import org.apiguardian.api.API;

/**
 * A process, that is a thread group, named by the id of its leader.
 *
 * @param value thread group id in the tracer's pid namespace, positive
 * @see <a href="https://man7.org/linux/man-pages/man2/getpid.2.html">getpid(2)</a>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Pid(int value) {
    public Pid {
        if (value <= 0) throw new IllegalArgumentException("value must be positive but was " + value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
