package dev.ringfence.samples.stress;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every run should fail. What is left open is kept until the class has ended, so that the worker does not run out of
 * descriptors.
 */
@Traced
class LeakyTestCase {
    private static final List<Closeable> KEPT = new CopyOnWriteArrayList<>();

    static IntStream runs() {
        return Batch.runs();
    }

    @AfterAll
    static void close() throws IOException {
        for (Closeable each : KEPT) each.close();
        KEPT.clear();
    }

    @ParameterizedTest(name = "run {index}")
    @MethodSource("runs")
    @NoFdLeak
    void leaks(int run) throws IOException {
        Program.ofRun(run).run(KEPT::add);
    }
}
