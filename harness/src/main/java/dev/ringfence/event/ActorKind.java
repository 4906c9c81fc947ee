package dev.ringfence.event;

import org.apiguardian.api.API;

/** What a thread is to the test: decides whether what it does is judged. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum ActorKind {
    /** The thread that opened the window: the one that runs the test. */
    TEST(true),
    /** Any other thread of the application in the worker. */
    APPLICATION(true),
    /** A thread that closes what the garbage collector found unreachable: the Cleaner or the Finalizer. */
    CLEANER(false),
    /** A thread of the virtual machine itself: collectors, compilers, signal dispatcher. */
    JVM(false),
    /** A thread of this harness. */
    HARNESS(false),
    /** A thread of another process that came from the worker. */
    CHILD(true);

    private final boolean judged;

    ActorKind(boolean judged) {
        this.judged = judged;
    }

    /** Returns whether what such a thread does is the test's doing. */
    public boolean isJudged() {
        return judged;
    }
}
