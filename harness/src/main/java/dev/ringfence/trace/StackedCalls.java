package dev.ringfence.trace;

import dev.ringfence.syscall.FamilyTable;
import dev.ringfence.syscall.MmapFlags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of which calls the Java stack is told beside those that make a descriptor: what rules forbid, and what the JDK does from
 * native methods alone. A thread that is inside of the virtual machine cannot be walked, so nothing is here that the virtual
 * machine does on behalf of a Java thread, such as getting memory or starting a thread. Confined to the tracer thread.
 */
final class StackedCalls {
    /** Of each call in a window; a message shows the first ten, of those that a rule forbids. */
    private static final int MOST = 200;

    private static final Set<String> NAMES = names();
    private static final Set<String> FORKS = FamilyTable.get("forks").members();

    private static final Set<String> OPENS = FamilyTable.get("opens").members();
    /** EPERM, EACCES, EROFS. */
    private static final Set<Long> DENIALS = Set.of(-1L, -13L, -30L);

    private final Map<String, Integer> told = new HashMap<>();
    private long sinceNanos;

    private static Set<String> names() {
        Set<String> names = new HashSet<>();
        for (String family : List.of(
                "binds",
                "chmods",
                "chowns",
                "connects",
                "credentials",
                "execs",
                "fsyncs",
                "links",
                "listens",
                "mkdirs",
                "modules",
                "mounts",
                "ptraces",
                "renames",
                "sends",
                "truncates",
                "unlinks")) {
            names.addAll(FamilyTable.get(family).members());
        }
        names.addAll(List.of("chdir", "fchdir", "kill", "mknod", "mknodat", "pivot_root", "setrlimit", "umask"));
        return Set.copyOf(names);
    }

    /** Returns whether the stack is to be told of a call that has returned, and counts it. */
    boolean wants(PendingCall call, long result, TraceeTable table, long recordingSinceNanos) {
        String name = call.name();
        boolean starts = FORKS.contains(name) && result > 0 && table.process((int) result) != null;
        boolean denied = OPENS.contains(name) && DENIALS.contains(result);
        boolean changes = NAMES.contains(name) || isLimiting(call) || isSharingFile(call);
        return (starts || denied || changes) && isAmongFirst(name, recordingSinceNanos);
    }

    /** prlimit(2): without a new limit it only asks for the old one. */
    private static boolean isLimiting(PendingCall call) {
        return call.name().equals("prlimit64") && call.argument(2) != 0;
    }

    private static boolean isSharingFile(PendingCall call) {
        return call.name().equals("mmap") && MmapFlags.sharesFileAnywhere(call.argument(3));
    }

    /** Returns whether the stack is to be told of a call whose exit is not seen, and counts it. */
    boolean wantsAtEntry(String name, long recordingSinceNanos) {
        return NAMES.contains(name) && isAmongFirst(name, recordingSinceNanos);
    }

    /** Returns whether a call is among the first of its name in a window, and counts it. */
    boolean isAmongFirst(String name, long recordingSinceNanos) {
        if (recordingSinceNanos != sinceNanos) {
            sinceNanos = recordingSinceNanos;
            told.clear();
        }
        return told.merge(name, 1, Integer::sum) <= MOST;
    }
}
