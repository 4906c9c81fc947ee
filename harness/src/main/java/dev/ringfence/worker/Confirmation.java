package dev.ringfence.worker;

import dev.ringfence.channel.Frame.TestEvent;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.jupiter.ConfirmationRound;
import dev.ringfence.jupiter.RunNotes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the events of a test class from its first test on that has to be run again: one that is suspected, or about which a
 * question is open. When the class has finished, so that what it keeps in static fields is not disturbed, runs these tests
 * again until each is decided, and releases the events in order, with verdicts in the place of suspicions. A nested class
 * counts with its outermost class.
 */
final class Confirmation {
    private final Rerunner rerunner;
    private final int rounds;
    private final Consumer<TestEvent> out;
    private final Consumer<TestEvent> heldOut;
    private final List<Held> held = new ArrayList<>();
    private final Map<String, OpenTest> open = new LinkedHashMap<>();
    private @Nullable String heldClass;

    /** Runs tests again. */
    @FunctionalInterface
    interface Rerunner {
        /**
         * Runs these tests once, unreported.
         *
         * @return by unique id what came of each; of a test that did not run, why
         */
        Map<String, Rerun> run(Set<String> uniqueIds);
    }

    /** An event that waits; that of a test that is open has no result yet. */
    private record Held(TestEvent event, @Nullable OpenTest test) {}

    /**
     * Makes a confirmation.
     *
     * @param rounds largest number of runs that confirm a suspicion
     * @param out takes the events that are to be reported
     * @param heldOut takes the events that are held, so that they are not lost with this JVM
     */
    Confirmation(Rerunner rerunner, int rounds, Consumer<TestEvent> out, Consumer<TestEvent> heldOut) {
        this.rerunner = rerunner;
        this.rounds = rounds;
        this.out = out;
        this.heldOut = heldOut;
    }

    /** Takes any event but an end. */
    synchronized void event(TestEvent event) {
        if (heldClass == null) {
            out.accept(event);
        } else {
            held.add(new Held(event, null));
            heldOut.accept(event);
        }
    }

    /** Takes the end of a test or container, with what it threw and what the extension left about it. */
    void finished(TestEvent event, @Nullable Throwable thrown, @Nullable RunNotes notes) {
        if (event.nodeType() != TestEvent.NodeType.CONTAINER) {
            finishedTest(event, thrown, notes);
        } else if (event.uniqueId().equals(heldClass())) {
            confirm();
            release();
            out.accept(event);
        } else {
            event(event);
        }
    }

    private void finishedTest(TestEvent event, @Nullable Throwable thrown, @Nullable RunNotes notes) {
        OpenTest test = new OpenTest(event, thrown, notes, rounds);
        if (test.isDecided()) test.events().forEach(this::event);
        else hold(event, test);
    }

    /** Lets go of what is held, unconfirmed: the run is over, or the worker ends in the middle of it. */
    synchronized void giveUp(String reason) {
        giveUpOn(new HarnessException("the test was not run again: " + reason));
        release();
    }

    private synchronized @Nullable String heldClass() {
        return heldClass;
    }

    private synchronized void hold(TestEvent event, OpenTest test) {
        if (heldClass == null) heldClass = TestEvents.outermostClass(event.uniqueId());
        open.put(event.uniqueId(), test);
        held.add(new Held(event, test));
        heldOut.accept(test.unconfirmed());
    }

    private void confirm() {
        try {
            Set<String> undecided = undecided();
            for (int round = 1; !undecided.isEmpty(); round++) {
                ConfirmationRound.set(round);
                take(rerunner.run(undecided), undecided);
                undecided = undecided();
            }
        } catch (RuntimeException e) {
            // JUnit would log what a listener throws, and go on.
            giveUpOn(e);
        } finally {
            ConfirmationRound.set(0);
        }
    }

    private synchronized void giveUpOn(RuntimeException reason) {
        open.values().forEach(test -> test.giveUp(reason));
    }

    private synchronized Set<String> undecided() {
        Map<String, OpenTest> tests = new LinkedHashMap<>(open);
        tests.values().removeIf(OpenTest::isDecided);
        return tests.keySet();
    }

    private synchronized void take(Map<String, Rerun> results, Set<String> asked) {
        for (String id : asked) {
            OpenTest test = open.get(id);
            if (test == null || test.isDecided()) continue; // given up meanwhile
            Rerun result = results.get(id);
            if (result == null) throw new HarnessException("the run again said nothing of " + id);
            test.ranAgain(result);
        }
    }

    private synchronized void release() {
        heldClass = null;
        for (Held each : held) {
            if (each.test() == null) out.accept(each.event());
            else each.test().events().forEach(out);
        }
        held.clear();
        open.clear();
    }
}
