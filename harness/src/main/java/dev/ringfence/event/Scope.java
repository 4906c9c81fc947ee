package dev.ringfence.event;

import org.apiguardian.api.API;

/** Whether an event counts as the test's doing, and why not. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Scope {
    /** The test's own doing. */
    TEST,
    /** The built-in class loaders or the virtual machine read the class path or the JDK's own files. */
    CLASS_LOADING,
    /** A thread of the virtual machine, or the Cleaner, or a call that the runtime makes for itself (futex, memory). */
    RUNTIME,
    /** A thread of this harness. */
    HARNESS;

    /** Returns whether such an event is judged. */
    public boolean isJudged() {
        return this == TEST;
    }
}
