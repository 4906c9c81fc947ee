package dev.ringfence.samples.benchmark;

import dev.ringfence.samples.running.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * One JVM of the benchmark: runs test classes in one {@link Way} and prints what they measured, {@code key=nanoseconds} a
 * line.
 */
final class RunBenchmark {
    private static final String WAY = "ringfence.samples.benchmark.way";

    private RunBenchmark() {}

    /** Takes the way, and {@code first} (one class) or {@code all}. */
    public static void main(String[] arguments) {
        Way way = Way.valueOf(arguments[0]);
        System.setProperty(WAY, way.name());
        if (way == Way.EMPTY_FILTER) EmptyFilter.install();
        Timing timing = new Timing();
        TestRun run = TestRun.with(way.engine()).configured("ringfence.trace", "all");
        run.of(timing, arguments[1].equals("first") ? new Class<?>[] {FirstTestCase.class} : allClasses());
        timing.printed.forEach(System.out::println);
        System.exit(timing.failed ? 1 : 0);
    }

    /** Returns whether the test that asks is being traced. */
    static boolean isTraced() {
        return Way.RINGFENCE.name().equals(System.getProperty(WAY));
    }

    private static Class<?>[] allClasses() {
        List<Class<?>> classes = new ArrayList<>();
        classes.add(FirstTestCase.class);
        classes.addAll(List.of(FurtherClasses.all()));
        classes.add(LoopsTestCase.class);
        if (isTraced()) classes.add(SnapshotTestCase.class);
        return classes.toArray(new Class<?>[0]);
    }

    private static final class Timing implements TestExecutionListener {
        private final List<String> printed = new ArrayList<>();
        private final List<Double> further = new ArrayList<>();
        private long previousFinishedNanos;
        private boolean failed;

        @Override
        public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            for (Map.Entry<String, String> pair : entry.getKeyValuePairs().entrySet()) {
                printed.add(pair.getKey() + "=" + pair.getValue());
            }
        }

        @Override
        public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                failed = true;
                System.err.println(test.getDisplayName() + ": " + result);
            }
            boolean isClass =
                    test.getSource().filter(ClassSource.class::isInstance).isPresent();
            if (isClass) classFinished(test);
        }

        private void classFinished(TestIdentifier test) {
            long now = System.nanoTime();
            if (test.getLegacyReportingName().contains("FurtherClasses$"))
                further.add((double) (now - previousFinishedNanos));
            if (further.size() == FurtherClasses.all().length) {
                printed.add(Measure.FURTHER_CLASS.key() + "=" + Nanos.median(further));
                further.clear();
            }
            previousFinishedNanos = now;
        }
    }
}
