package dev.ringfence.worker;

import dev.ringfence.channel.Frame.TestEvent;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.channel.ThrowableCodec;
import dev.ringfence.jupiter.ConfirmationRound;
import dev.ringfence.jupiter.Reports;
import dev.ringfence.jupiter.SuspicionError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the events of a test class from its first suspected test on. When the class has finished, so that what it keeps
 * in static fields is not disturbed, runs the suspected tests again until each is decided, and releases the events in
 * order, with verdicts in the place of suspicions. A nested class counts with its outermost class.
 */
final class Confirmation {
    private static final String REPORT_TYPE = "text/html;charset=UTF-8";

    private final Rerunner rerunner;
    private final int rounds;
    private final Consumer<TestEvent> out;
    private final Consumer<TestEvent> heldOut;
    private final List<TestEvent> held = new ArrayList<>();
    private final Map<String, SuspectedTest> suspected = new LinkedHashMap<>();
    private @Nullable String heldClass;

    /** Runs tests again. */
    @FunctionalInterface
    interface Rerunner {
        /**
         * Runs these tests once, unreported.
         *
         * @return by unique id what each threw, empty where it passed; a test that did not run has thrown why
         */
        Map<String, Optional<Throwable>> run(Set<String> uniqueIds);
    }

    /**
     * Makes a confirmation.
     *
     * @param rounds largest number of confirming runs of a test
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
            keep(event);
        }
    }

    private void keep(TestEvent event) {
        held.add(event);
        heldOut.accept(event);
    }

    /** Takes the end of a test or container, with what it threw. */
    void finished(TestEvent event, @Nullable Throwable thrown) {
        if (thrown instanceof SuspicionError suspected && event.nodeType() != TestEvent.NodeType.CONTAINER) {
            hold(event, suspected);
        } else if (event.uniqueId().equals(heldClass())) {
            confirm();
            release();
            out.accept(event);
        } else {
            event(event);
        }
    }

    /** Lets go of what is held, unconfirmed: the run is over, or the worker ends in the middle of it. */
    synchronized void giveUp(String reason) {
        giveUpOn(new HarnessException("the test was not run again: " + reason));
        release();
    }

    private synchronized @Nullable String heldClass() {
        return heldClass;
    }

    private synchronized void hold(TestEvent event, SuspicionError error) {
        if (heldClass == null) heldClass = TestEvents.outermostClass(event.uniqueId());
        suspected.put(event.uniqueId(), new SuspectedTest(error, rounds));
        keep(event);
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
        suspected.values().forEach(test -> test.giveUp(reason));
    }

    private synchronized Set<String> undecided() {
        Map<String, SuspectedTest> tests = new LinkedHashMap<>(suspected);
        tests.values().removeIf(test -> test.decision().isPresent());
        return tests.keySet();
    }

    private synchronized void take(Map<String, Optional<Throwable>> results, Set<String> asked) {
        for (String id : asked) {
            SuspectedTest test = suspected.get(id);
            if (test == null || test.decision().isPresent()) continue; // given up meanwhile
            Optional<Throwable> result = results.get(id);
            if (result == null) throw new HarnessException("the run again said nothing of " + id);
            test.ranAgain(result);
        }
    }

    private synchronized void release() {
        heldClass = null;
        for (TestEvent event : held) {
            SuspectedTest test = event.kind() == TestEvent.Kind.FINISHED ? suspected.remove(event.uniqueId()) : null;
            if (test == null) {
                out.accept(event);
            } else {
                judged(event, test).forEach(out);
            }
        }
        held.clear();
        suspected.clear();
    }

    private static List<TestEvent> judged(TestEvent event, SuspectedTest test) {
        SuspectedTest.Decision decision = test.decision()
                .orElseThrow(() -> new HarnessException("not decided after the last round: " + event.uniqueId()));
        if (decision instanceof SuspectedTest.Fails fails) {
            return failed(event, test.first(), fails.failure());
        }
        SuspectedTest.Passes passes = (SuspectedTest.Passes) decision;
        return List.of(
                TestEvents.entry(event, Map.of("ringfence.first-use", passes.firstUse())),
                TestEvents.finished(event, TestEvent.Status.SUCCESSFUL, null));
    }

    /** A report that cannot be written must not hide the failure it would be about. */
    private static List<TestEvent> failed(TestEvent event, SuspicionError suspected, Throwable failure) {
        List<TestEvent> events = new ArrayList<>();
        Throwable reported = failure;
        try {
            Path report = suspected.writeReport(failure).orElse(null);
            if (report != null) {
                reported = Reports.named(failure, report);
                events.add(TestEvents.file(event, report.toAbsolutePath().toString(), REPORT_TYPE));
            }
        } catch (RuntimeException | IOException e) {
            failure.addSuppressed(e);
        }
        events.add(TestEvents.finished(event, TestEvent.Status.FAILED, ThrowableCodec.encode(reported)));
        return events;
    }
}
