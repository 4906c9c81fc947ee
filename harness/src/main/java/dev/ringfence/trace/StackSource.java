package dev.ringfence.trace;

import dev.ringfence.event.JavaStack;
import org.jspecify.annotations.Nullable;

/** Asks the worker for the Java stack of a thread that the kernel holds. */
public interface StackSource {

    /**
     * An answer.
     *
     * @param stack the stack, or why there is none
     * @param javaThread whether it is a Java thread at all
     * @param systemThread whether it is a thread of the virtual machine that happens to be a Java thread
     */
    record Answer(JavaStack stack, boolean javaThread, boolean systemThread) {}

    /** Returns whether the worker can be asked yet. */
    boolean isReady();

    /** Asks. Returns the number of the request, positive. */
    int request(int tid);

    /** Returns the answer to a request and forgets it, or null when there is none yet. */
    @Nullable
    Answer poll(int request);

    /** Says that the answer to a request is not waited for any more. */
    void forget(int request);
}
