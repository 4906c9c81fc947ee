package dev.ringfence.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Tells whether any of some threads is at work. They are looked at one after the other, and one may hand its work to another
 * that has just been seen asleep, as the thread that ends a safepoint does. So they are looked at twice: who sleeps both times,
 * and has not run in between, slept at the moment between the two, and so did all the others.
 */
final class Activity {
    private final IntPredicate atWork;
    private final IntPredicate running;
    private final IntFunction<String> runs;

    /**
     * Makes it.
     *
     * @param atWork whether a thread can run, or will by itself
     * @param running whether it can run
     * @param runs what is different after it has run
     */
    Activity(IntPredicate atWork, IntPredicate running, IntFunction<String> runs) {
        this.atWork = atWork;
        this.running = running;
        this.runs = runs;
    }

    /** Returns whether no moment was seen at which all of these slept. */
    boolean isAny(List<Integer> tids) {
        Map<Integer, String> before = new HashMap<>();
        for (int tid : tids) {
            before.put(tid, runs.apply(tid));
            if (atWork.test(tid)) return true;
        }
        // There is nobody else to hand work to it.
        if (tids.size() == 1) return false;
        for (int tid : tids) {
            // In this order: a thread that sleeps now, and has not run by the next look, was asleep.
            if (running.test(tid) || !runs.apply(tid).equals(before.get(tid))) return true;
        }
        return false;
    }
}
