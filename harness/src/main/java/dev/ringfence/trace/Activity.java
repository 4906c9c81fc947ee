package dev.ringfence.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Tells whether any of some threads is at work. They are looked at one after the other, and one may hand its work to another
 * that has just been seen asleep, as the thread that ends a safepoint does. So they are looked at twice: who sleeps both times,
 * and has not run in between, slept at the moment between the two, and so did all the others.
 */
final class Activity {
    private final IntPredicate running;
    private final IntFunction<String> runs;
    private final Map<Integer, Look> looks = new LinkedHashMap<>();

    /**
     * Makes it.
     *
     * @param running whether a thread can run
     * @param runs what is different after it has run
     */
    Activity(IntPredicate running, IntFunction<String> runs) {
        this.running = running;
        this.runs = runs;
    }

    /** Asks about a thread. From here on it must not run. */
    void ask(int tid, IntPredicate atWork) {
        ask(tid, runs.apply(tid), atWork);
    }

    /**
     * Asks about a thread.
     *
     * @param runsSoFar what was read of it, so that what was concluded from that still holds when it has not run
     * @param atWork whether it can run, or will by itself
     */
    void ask(int tid, String runsSoFar, IntPredicate atWork) {
        looks.put(tid, new Look(runsSoFar, atWork));
    }

    /** Returns whether no moment was seen at which all of these slept. */
    boolean isAny() {
        for (Map.Entry<Integer, Look> each : looks.entrySet()) {
            if (each.getValue().atWork.test(each.getKey())) return true;
        }
        for (Map.Entry<Integer, Look> each : looks.entrySet()) {
            int tid = each.getKey();
            // In this order: a thread that sleeps now, and has not run by the next look, was asleep.
            if (running.test(tid) || !runs.apply(tid).equals(each.getValue().runs)) return true;
        }
        return false;
    }

    private record Look(String runs, IntPredicate atWork) {}
}
