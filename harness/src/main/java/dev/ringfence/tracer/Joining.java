package dev.ringfence.tracer;

/** Waits for threads that are about to end. */
final class Joining {
    private Joining() {}

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the tracer thread", e);
        }
    }
}
