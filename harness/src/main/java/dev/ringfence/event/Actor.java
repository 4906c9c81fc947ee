package dev.ringfence.event;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Who made a system call.
 *
 * @param process the process
 * @param thread the thread in it
 * @param name the thread's name: the Java name where it is known, else the kernel's ({@code /proc/PID/task/TID/comm})
 * @param kind what the thread is to the test
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Actor(Pid process, Tid thread, String name, ActorKind kind) {
    public Actor {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(thread, "thread");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
    }

    /** Returns {@code "name" (tid 4711)}. */
    public String describe() {
        return "\"" + name + "\" (tid " + thread + ")";
    }
}
