package dev.ringfence.samples.benchmark;

import dev.ringfence.Recorder;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;

/** Repeats one thing for a while, and reports how long one repetition took. */
class LoopsTestCase {
    private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long MEASURED_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
    private static final int EARLY = 50;
    /** A window takes thousands of times as long as the code that is measured by time alone. */
    private static final int WARM_UP_WINDOWS = 150;

    private static final String OUTSIDE = "outside";
    private static final String FILE = "/etc/passwd";
    private static final int LARGE_BYTES = 64 * 1024;

    private interface Work {
        void run() throws IOException;
    }

    @Test
    void window(TestReporter reporter) throws IOException {
        Work work = RunBenchmark.isTraced()
                ? () -> Recorder.current().record(LoopsTestCase::openAndClose)
                : LoopsTestCase::openAndClose;
        publish(reporter, Measure.EARLY_WINDOW, nanosOf(work, EARLY, 0));
        nanosOf(work, WARM_UP_WINDOWS, 0);
        publish(reporter, Measure.WINDOW, nanosOf(work, 1));
    }

    /** Outside of the window that is around the test's body nobody asks for stacks. */
    @BeforeEach
    void open_and_close_outside_of_windows(TestInfo test, TestReporter reporter) throws IOException {
        if (test.getTags().contains(OUTSIDE))
            publish(reporter, Measure.OBSERVED, nanosOf(LoopsTestCase::openAndClose, 1));
    }

    @Test
    @Tag(OUTSIDE)
    void open_and_close(TestReporter reporter) throws IOException {
        publish(reporter, Measure.STACK, nanosOf(LoopsTestCase::openAndClose, 1));
    }

    @Test
    void small_read(TestReporter reporter) throws IOException {
        try (FileInputStream zero = new FileInputStream("/dev/zero")) {
            publish(reporter, Measure.SMALL_READ, nanosOf(zero::read, 100));
        }
    }

    @Test
    void read(TestReporter reporter) throws IOException {
        byte[] buffer = new byte[LARGE_BYTES];
        try (FileInputStream zero = new FileInputStream("/dev/zero")) {
            publish(reporter, Measure.READ, nanosOf(() -> zero.read(buffer), 10));
        }
    }

    private static void openAndClose() throws IOException {
        new FileInputStream(FILE).close();
    }

    private static double nanosOf(Work work, int repetitions) throws IOException {
        nanosOf(work, repetitions, WARM_UP_NANOS);
        return nanosOf(work, repetitions, MEASURED_NANOS);
    }

    private static double nanosOf(Work work, int repetitions, long enoughNanos) throws IOException {
        long start = System.nanoTime();
        long done = 0;
        long elapsed = 0;
        do {
            for (int i = 0; i < repetitions; i++) work.run();
            done += repetitions;
            elapsed = System.nanoTime() - start;
        } while (elapsed < enoughNanos);
        return (double) elapsed / done;
    }

    private static void publish(TestReporter reporter, Measure measure, double nanos) {
        reporter.publishEntry(measure.key(), Double.toString(nanos));
    }
}
