package dev.ringfence.event;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/** The Java stack of a thread at the moment it made a system call. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface JavaStack {

    /**
     * The stack, taken while the kernel held the thread at the exit of its call.
     *
     * @param threadId {@link Thread#getId()} of the thread, or of the virtual thread mounted on it
     * @param threadName its Java name
     * @param virtual whether it is a virtual thread
     * @param frames innermost first, JDK frames included
     */
    record Taken(long threadId, String threadName, boolean virtual, List<StackTraceElement> frames)
            implements JavaStack {
        public Taken {
            Objects.requireNonNull(threadName, "threadName");
            frames = List.copyOf(frames);
        }
    }

    /**
     * No stack, and why.
     *
     * @param reason a clause for a message, such as "the thread is not a Java thread"
     */
    record Absent(String reason) implements JavaStack {
        public Absent {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
