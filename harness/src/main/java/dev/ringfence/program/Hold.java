package dev.ringfence.program;

/** That a thread stays stopped at the entry of a call until an answer has come. Told from others by its identity. */
final class Hold {
    final Tracee tracee;

    Hold(Tracee tracee) {
        this.tracee = tracee;
    }

    /** Returns whether the thread is still held for this. */
    boolean isOn() {
        return tracee.hold == this;
    }
}
