package dev.ringfence.program;

/** That a thread stays stopped at the entry of a call until an answer has come. Told from others by its identity. */
final class Hold {
    final Tracee tracee;
    private final long start = System.nanoTime();

    Hold(Tracee tracee) {
        this.tracee = tracee;
    }

    /** Returns for how long, so far. */
    long nanos() {
        return System.nanoTime() - start;
    }

    /** Returns whether the thread is still held for this. */
    boolean isOn() {
        return tracee.hold == this;
    }
}
