package dev.ringfence.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Takes the first frames of a stack, where that is sooner done than to take it whole: before JDK 19 the virtual machine stops
 * all threads for a walk, and below a test there are a hundred frames.
 */
final class StackTops {
    /** That many frames of a stack are taken first: a program's and those by which JUnit calls its test are fewer. */
    static final int FRAMES = 40;
    /** From this JDK on who asks for the stack of one thread walks it, and stops no other. */
    private static final int WALKS_ONE_THREAD_ALONE = 19;

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
        // A subclass of Thread may call itself by a number that is another thread's, or nobody's.
        long id = JavaThreads.id(thread);
        ThreadInfo told = id > 0 ? threads.getThreadInfo(id, FRAMES) : null;
        if (told != null && told.getThreadName().equals(thread.getName())) return told.getStackTrace();
        return thread.getStackTrace();
    }
}
