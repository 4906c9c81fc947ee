package dev.ringfence.samples.benchmark;

import dev.ringfence.Recorder;
import dev.ringfence.recording.Recording;
import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;

/** Reports how long the tracer took for what it reads of {@code /proc} at the opening marker of a window, without asking for more. */
class SnapshotTestCase {
    private static final String LARGE = "large";
    private static final int WINDOWS = 41;
    private static final int THREADS = 60;
    private static final int DESCRIPTORS = 100;
    private static final int MANY_DESCRIPTORS = 10_000;

    private final Deque<Closeable> open = new ArrayDeque<>();
    private final CountDownLatch over = new CountDownLatch(1);

    /** Outside of windows opening is cheap. */
    @BeforeEach
    void fill(TestInfo test) throws IOException {
        int wanted = test.getTags().contains(LARGE) ? MANY_DESCRIPTORS : DESCRIPTORS;
        while (count("fd") < wanted) {
            for (int i = count("fd"); i < wanted; i++) open.push(new FileInputStream("/dev/null"));
        }
        for (int i = count("task"); i < THREADS; i++) startThread(i);
    }

    private void startThread(int number) {
        Thread thread = new Thread(this::sleep, "filler-" + number);
        thread.setDaemon(true);
        thread.start();
    }

    private void sleep() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int count(String directory) {
        String[] names = new File("/proc/self/" + directory).list();
        if (names == null) throw new IllegalStateException("/proc/self/" + directory + " cannot be listed");
        return names.length;
    }

    @AfterEach
    void empty() throws IOException {
        over.countDown();
        while (!open.isEmpty()) open.pop().close();
    }

    @Test
    void snapshot(TestReporter reporter, Recorder recorder) {
        publish(reporter, Measure.SNAPSHOT, recorder);
    }

    @Test
    @Tag(LARGE)
    void large_snapshot(TestReporter reporter, Recorder recorder) {
        publish(reporter, Measure.LARGE_SNAPSHOT, recorder);
    }

    private static void publish(TestReporter reporter, Measure measure, Recorder recorder) {
        List<Double> nanos = new ArrayList<>();
        for (int i = 0; i < WINDOWS; i++) nanos.add(nanosOf(recorder.record(() -> {})));
        reporter.publishEntry(measure.key(), Double.toString(Nanos.median(nanos)));
    }

    /** From the beginning of the table of descriptors to the end of all else. */
    private static double nanosOf(Recording recording) {
        return recording.state().stream()
                .mapToLong(states -> states.opened().atNanos()
                        + states.opened().tookNanos()
                        - recording.before().atNanos())
                .findFirst()
                .orElseThrow();
    }
}
