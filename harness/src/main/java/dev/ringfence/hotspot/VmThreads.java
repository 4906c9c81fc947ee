package dev.ringfence.hotspot;

import java.util.regex.Pattern;

/** Threads of HotSpot by their kernel names, which are cut at 15 characters (TASK_COMM_LEN). */
public final class VmThreads {
    /** The thread that takes every dump. A process that has forked from a virtual machine has all of it but its threads. */
    static final String VM_THREAD = "VM Thread";

    /** Started before a virtual machine runs anybody's code, and after it can be attached to. */
    static final String SERVICE_THREAD = "Service Thread";

    private static final Pattern WITHOUT_FRAMES =
            Pattern.compile("GC Thread#\\d+|G1 (Main Marker|Conc#\\d+|Refine#\\d+|Service|Young RemSet.*)"
                    + "|Shenandoah .*|[ZX](Driver.*|Director|Stat|Unmapper|Uncommitter.*|Worker.*)"
                    + "|VM Thread|VM Periodic Tas|C[12] CompilerThre|Sweeper thread|Signal Dispatch|Service Thread"
                    + "|Monitor Deflati|Attach Listener|StrDedup|JFR (Recorder Th|Thread Samp)");

    private static final Pattern HOLDS_UP =
            Pattern.compile("VM Thread|GC Thread#\\d+|Shenandoah .*|[ZX](Driver|Worker).*");

    private VmThreads() {}

    /**
     * Returns whether a thread with this name works for the virtual machine and runs no Java code, but for moments. Whatever is
     * missing here is known by dumps.
     */
    public static boolean isWithoutFrames(String name) {
        return WITHOUT_FRAMES.matcher(name).matches();
    }

    /**
     * Returns whether a thread with this name stops those that run Java code while it works, or lets those wait that allocate:
     * it takes part in a safepoint or in a collection that others may have to wait for.
     */
    public static boolean holdsUpOthers(String name) {
        return HOLDS_UP.matcher(name).matches();
    }

    /** Returns whether it is the thread that answers who has attached. */
    public static boolean isAttachListener(String name) {
        return name.equals("Attach Listener");
    }
}
