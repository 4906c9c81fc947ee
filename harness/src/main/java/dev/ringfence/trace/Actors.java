package dev.ringfence.trace;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Pid;
import dev.ringfence.event.Tid;
import dev.ringfence.hotspot.VmThreads;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Tells what a thread is: by the harness's own list, by its kernel name, and by what the stack sampler says of it. */
final class Actors {
    /**
     * Threads that run Java code for HotSpot, by kernel name, which is cut at 15 characters (TASK_COMM_LEN). Whatever is missing
     * here is found out when it makes a descriptor: the sampler knows which threads are Java threads.
     */
    private static final Pattern JAVA_OF_JVM = Pattern.compile("Reference Handl|Notification Th|JFR Periodic Ta");

    /** Threads that close what the collector found unreachable: of the JDK, and of {@code Cleaner.create()}. */
    private static final Pattern CLEANER = Pattern.compile("Common-Cleaner|Finalizer|Secondary final|Cleaner-\\d+");

    /** The flight recorder's threads are Java threads like any other, but for what they do. */
    private static final String FLIGHT_RECORDER = "JFR ";

    /** Every thread that the harness starts in a worker is named so. */
    private static final String HARNESS = "ringfence-";

    private final int workerPid;
    private final Set<Integer> harnessTids = ConcurrentHashMap.newKeySet();

    Actors(int workerPid) {
        this.workerPid = workerPid;
    }

    int workerPid() {
        return workerPid;
    }

    /** Names the threads of the harness in the worker. Called by the thread that reads the worker's channel. */
    void harnessThreads(Set<Integer> tids) {
        harnessTids.addAll(tids);
    }

    Actor of(Tracee tracee, int testThread) {
        if (tracee.kind == null || tracee.name == null) {
            identify(tracee);
        }
        ActorKind kind = tracee.kind;
        String name = tracee.name;
        if (kind == null || name == null) {
            throw new IllegalStateException("thread " + tracee.tid + " was not identified");
        }
        boolean test = tracee.tid == testThread && kind == ActorKind.APPLICATION;
        return new Actor(new Pid(tracee.pid), new Tid(tracee.tid), name, test ? ActorKind.TEST : kind);
    }

    private void identify(Tracee tracee) {
        String name = ThreadNames.read(tracee.pid, tracee.tid);
        tracee.name = name;
        tracee.kind = kind(tracee, name);
    }

    /**
     * Returns what a thread is that has not made an observed call yet. A Java thread names itself before it runs any code; as
     * long as it has the name of its creator, it is not known for what it is, and what it seems to be is not kept.
     */
    ActorKind kindSoFar(Tracee tracee) {
        ActorKind known = tracee.kind;
        if (known != null) {
            return known;
        }
        String name = ThreadNames.read(tracee.pid, tracee.tid);
        ActorKind kind = kind(tracee, name);
        boolean named = tracee.inheritedName != null && !tracee.inheritedName.equals(name);
        if (!tracee.maybeUnnamed || named) {
            tracee.name = name;
            tracee.kind = kind;
        }
        return kind;
    }

    /**
     * Returns whether a thread of the virtual machine runs Java code that may wake another thread. {@link #kindSoFar} has said
     * that it is one; one that has the name of its creator yet may be any.
     */
    boolean runsJava(Tracee ofJvm) {
        String name = ofJvm.name;
        return name == null || !VmThreads.isWithoutFrames(name);
    }

    /**
     * Returns whether others may wait while a thread of the virtual machine works. {@link #kindSoFar} has said that it is one;
     * one that has the name of its creator yet may be any.
     */
    boolean mayHoldUpOthers(Tracee ofJvm) {
        String name = ofJvm.name;
        return name == null || VmThreads.holdsUpOthers(name);
    }

    private ActorKind kind(Tracee tracee, String name) {
        if (tracee.pid != workerPid) {
            return ActorKind.CHILD;
        } else if (harnessTids.contains(tracee.tid) || name.startsWith(HARNESS)) {
            return ActorKind.HARNESS;
        } else if (CLEANER.matcher(name).matches()) {
            return ActorKind.CLEANER;
        } else if (VmThreads.isWithoutFrames(name) || JAVA_OF_JVM.matcher(name).matches()) {
            return ActorKind.JVM;
        }
        return ActorKind.APPLICATION;
    }

    /** Forgets a thread that has ended: its id will be another's. */
    void ended(int tid) {
        harnessTids.remove(tid);
    }

    /** Forgets what a thread is, because it executed another program or because its name may have changed. */
    void forget(Tracee tracee) {
        tracee.name = null;
        tracee.kind = null;
        tracee.proved = false;
    }

    /**
     * Returns whether a thread has the name of one of the virtual machine's, and nobody has confirmed that it is: an
     * application may call its own threads {@code Cleaner-1} or {@code Service Thread}. {@link #of} has named it.
     */
    boolean isUnproved(Tracee tracee) {
        String name = tracee.name;
        return !tracee.proved
                && (tracee.kind == ActorKind.CLEANER || tracee.kind == ActorKind.JVM)
                && name != null
                && !name.startsWith(FLIGHT_RECORDER);
    }

    /** Takes over what the sampler said. */
    void learn(Tracee tracee, StackSource.Answer answer) {
        if (answer.stack() instanceof JavaStack.Taken taken) {
            tracee.name = taken.threadName();
        }
        boolean byName = tracee.kind == ActorKind.CLEANER || tracee.kind == ActorKind.JVM;
        if (tracee.kind == ActorKind.APPLICATION && answer.systemThread()) {
            tracee.kind = ActorKind.JVM;
        } else if (byName && answer.stack() instanceof JavaStack.Taken && !answer.systemThread()) {
            tracee.kind = ActorKind.APPLICATION;
        }
        // One that could not be walked is not asked again: it would be held for its whole deadline each time.
        tracee.proved = true;
    }
}
