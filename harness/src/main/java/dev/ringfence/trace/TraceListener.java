package dev.ringfence.trace;

import dev.ringfence.event.ThreadStart;
import dev.ringfence.event.TraceEvent;

/** What the loop tells, on the tracer thread, in the order in which it saw it. */
public interface TraceListener {

    /** An event happened. */
    void event(TraceEvent event);

    /** A thread of the worker or a process that came from it was born. */
    void born(int pid, int tid, boolean process);

    /** A thread of the worker was started, if {@link #wantsThreadStarts}. */
    default void threadStarted(ThreadStart start) {}

    /** Returns whether it is to be found out where threads are started. */
    default boolean wantsThreadStarts() {
        return false;
    }

    /** A thread ended. */
    void ended(int pid, int tid);

    /**
     * The worker marked a moment. Its thread is stopped until this returns.
     *
     * @param tid the thread
     * @param kind and number as in {@link dev.ringfence.event.MarkerCode}
     */
    void marker(int tid, int kind, int number);

    /**
     * Something was seen that the recording cannot account for.
     *
     * @param lasting whether later windows cannot, either
     */
    void gap(String text, boolean lasting);

    /** Returns whether a window is open, so that descriptors need stacks. */
    boolean isRecording();

    /** Returns the thread that opened the innermost window, or 0. */
    int testThread();

    /**
     * Returns whether a thread that closes this number closes what is not open, what was open before the window, or what a thread
     * of the virtual machine or of the harness opened.
     */
    default boolean isOddClose(int fd) {
        return false;
    }

    /** Returns when the outermost open window opened; calls entered before are not its doing. */
    long recordingSinceNanos();

    /** Returns whether {@link #idle} wants to be called soon: a window is settling. */
    boolean isSettling();

    /** Returns whether {@link #idle} wants to be called although stops may be waiting: it has long not been. */
    boolean wantsTurn();

    /** No stop is waiting now. Returns whether to look for one and call again at once. */
    boolean idle();
}
