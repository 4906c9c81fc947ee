package dev.ringfence.worker;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be asked about platform threads without a native call. */
final class JavaThreads {
    private static final String SYSTEM_GROUP = "system";
    /** The class of threads that the JDK makes for itself; the Cleaners' among them. */
    private static final String INNOCUOUS_CLASS = "jdk.internal.misc.InnocuousThread";

    private static final Pattern CLEANER = Pattern.compile("Common-Cleaner|Cleaner-\\d+");

    private JavaThreads() {}

    /** Returns {@link Thread#getId()}; a subclass may override that method, so it is compared with nothing but itself. */
    @SuppressWarnings("deprecation") // threadId() is of JDK 19
    static long id(Thread thread) {
        return thread.getId();
    }

    /** Finds a live platform thread by its number, in whatever group it is. */
    static Optional<Thread> find(long javaId) {
        ThreadGroup root = root();
        Thread[] threads = new Thread[Math.max(16, 2 * root.activeCount())];
        int count = root.enumerate(threads, true);
        while (count == threads.length) { // "silently ignores" what does not fit
            threads = new Thread[2 * threads.length];
            count = root.enumerate(threads, true);
        }
        return Arrays.stream(threads, 0, count)
                .filter(thread -> id(thread) == javaId)
                .findFirst();
    }

    private static ThreadGroup root() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) group = group.getParent();
        return group;
    }

    /**
     * Returns whether the thread is the virtual machine's or one of its Cleaners: Reference Handler, Finalizer, Signal
     * Dispatcher, Attach Listener, compilers and the like are in the group {@code system}. Where an application names its
     * own thread {@code Cleaner-0}, it stays the application's.
     */
    static boolean isSystem(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        if (group != null && group.getParent() == null && group.getName().equals(SYSTEM_GROUP)) return true;
        return thread.getClass().getName().equals(INNOCUOUS_CLASS)
                && CLEANER.matcher(thread.getName()).matches();
    }
}
