package dev.ringfence.samples.stress;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.Closeable;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every run should pass. */
@Traced
class CleanTestCase {

    static IntStream runs() {
        return Batch.runs();
    }

    @ParameterizedTest(name = "run {index}")
    @MethodSource("runs")
    @NoFdLeak
    void closes(int run) throws IOException {
        Program.ofRun(run).run(Closeable::close);
    }
}
