package dev.ringfence.samples.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.recording.Recording;
import dev.ringfence.recording.codec.RecordingCodec;
import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.running.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongRecordingTests {
    private static final int KEPT = 50;

    @TempDir
    Path reports;

    @Test
    void events_beyond_the_limit_are_there_for_the_test_and_beside_the_report_of_a_failure() throws IOException {
        List<Verdict> verdicts = TestRun.with(TestRun.RINGFENCE)
                .configured("ringfence.events", Integer.toString(KEPT))
                .configured("ringfence.report.dir", reports.toString())
                .of(LongRecordingTestCase.class);

        assertThat(verdicts)
                .hasSize(2)
                .filteredOn(Verdict::isFailed)
                .singleElement()
                .satisfies(failed -> assertThat(failed.thrown())
                        .hasMessageContaining("at most 1 call of opens()")
                        .hasMessageContaining("html"));
        Path base = reports.resolve("LongRecordingTestCase.breaks_its_budget");
        assertThat(reports.toFile().list())
                .containsExactlyInAnyOrder(
                        base.getFileName() + ".html",
                        base.getFileName() + ".json",
                        base.getFileName() + ".events.jsonl",
                        "results.json",
                        "summary.md");
        Recording recording = RecordingCodec.fromJson(Files.readAllBytes(Path.of(base + ".json")));
        assertThat(recording.events()).hasSize(KEPT);
        assertThat(recording.completeness().gaps()).isEmpty();
        try (Stream<?> all = recording.allEvents()) {
            assertThat(all.count()).isGreaterThan(LongRecordingTestCase.OPENS);
        }
        assertThat(Files.readString(Path.of(base + ".html"))).contains(" of them in <code>" + base.getFileName());
    }
}
