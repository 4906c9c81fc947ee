package dev.ringfence.samples.recordings;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Families;
import dev.ringfence.Recorder;
import dev.ringfence.Traced;
import dev.ringfence.assertions.SyscallBudget;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a file more often than events are kept. */
@Traced(observe = "reads")
class LongRecordingTestCase {
    static final int OPENS = 100;

    @TempDir
    private static Path directory;

    private static void openOften() throws IOException {
        Path file = Files.writeString(directory.resolve("letter.txt"), "Dear reader");
        for (int i = 0; i < OPENS; i++) Files.readString(file);
    }

    @Test
    void reads_all_events_in_the_test(Recorder recorder) throws IOException {
        openOften();
        Recording recording = recorder.record(LongRecordingTestCase::openOften);
        assertThat(recording.spill()).isPresent();
        assertThat(recording).calls(Families.opens()).atLeast(OPENS);
        try (Stream<SyscallEvent> reads = recording
                .allEvents()
                .filter(SyscallEvent.class::isInstance)
                .map(SyscallEvent.class::cast)
                .filter(call -> call.name().equals("read") && call.scope().isJudged())) {
            // What was asked for by name has its result and its duration.
            assertThat(reads)
                    .hasSizeGreaterThanOrEqualTo(OPENS)
                    .allSatisfy(read -> assertThat(read.duration()).isPresent());
        }
    }

    @Test
    @SyscallBudget(family = "opens", atMost = 1)
    void breaks_its_budget() throws IOException {
        openOften();
    }
}
