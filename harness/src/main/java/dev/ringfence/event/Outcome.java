package dev.ringfence.event;

import dev.ringfence.syscall.Errno;
import java.util.Objects;
import org.apiguardian.api.API;

/** How a system call ended, as far as it was watched. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Outcome {

    /**
     * It returned a value.
     *
     * @param value raw return value, not negative error
     */
    record Returned(long value) implements Outcome {}

    /**
     * It failed.
     *
     * @param errno the error
     */
    record Failed(Errno errno) implements Outcome {
        public Failed {
            Objects.requireNonNull(errno, "errno");
        }
    }

    /** Only its entry was watched, because its result says nothing that its entry does not. */
    record EntryOnly() implements Outcome {}

    /** Its thread ended inside of it (exit, exit_group, a killed process). */
    record NeverReturned() implements Outcome {}
}
