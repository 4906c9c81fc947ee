package dev.ringfence.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Takes the first frames of a stack, where that is sooner done than to take it whole: before JDK 21 a frame costs the virtual
 * machine 1 µs, while no thread runs, and below a test there are a hundred of them.
 */
final class StackTops {
    /** That many frames of a stack are taken first: a program's and those by which JUnit calls its test are fewer. */
    static final int FRAMES = 40;
    /** Takes a whole stack in a third of the time that the first frames take. */
    private static final int WALKS_ONE_THREAD_ALONE = 21;

    private static final StackTraceElement[] NONE = {};

    private final @Nullable ThreadMXBean threads;

    private StackTops(@Nullable ThreadMXBean threads) {
        this.threads = threads;
    }

    /** Returns what takes whole stacks. */
    static StackTops whole() {
        return new StackTops(null);
    }

    /** Returns what takes the first frames in this virtual machine, after it has loaded what that needs. */
    static StackTops load() {
        boolean isWorthIt = Runtime.version().feature() < WALKS_ONE_THREAD_ALONE
                && ModuleLayer.boot().findModule("java.management").isPresent();
        if (!isWorthIt) return whole();
        StackTops tops = new StackTops(ManagementFactory.getThreadMXBean());
        tops.of(Thread.currentThread());
        return tops;
    }

    /** Returns the first frames of a live platform thread, or all; there may be more where there are {@link #FRAMES}. */
    StackTraceElement[] of(Thread thread) {
        if (threads == null) return thread.getStackTrace();
        ThreadInfo told = threads.getThreadInfo(JavaThreads.id(thread), FRAMES);
        if (told == null) return NONE;
        // A subclass of Thread may call itself by the number of another thread.
        return told.getThreadName().equals(thread.getName()) ? told.getStackTrace() : thread.getStackTrace();
    }
}
