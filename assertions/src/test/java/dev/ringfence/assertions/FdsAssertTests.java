package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import org.junit.jupiter.api.Test;

/** What other assertions say under the name they have here. */
class FdsAssertTests {
    private static final Recording LEAKS =
            recording("uploads()").opens(41, "/tmp/upload-7731").neverClosed().build();
    private static final Recording CLEAN =
            recording("uploads()").opens(41, "/tmp/a").closed().build();

    @Test
    void a_leak_is_suspected_and_may_be_allowed() {
        assertThat(CLEAN).fds().hasNoLeak().returnToRecording().hasNoFdLeak();
        assertThat(LEAKS).fds().allowing("/tmp/upload-*", "kept").hasNoLeak();
        assertThatThrownBy(() -> assertThat(LEAKS).as("the upload").fds().hasNoLeak())
                .isInstanceOf(SuspicionError.class)
                .hasMessageStartingWith("[the upload] Expecting no descriptor to be left open by uploads(), but 1 was:")
                .hasMessageContaining("reproduce:    mvn test -Dtest=FdsAssertTests#");
    }

    @Test
    void what_is_allowed_for_descriptors_is_not_allowed_for_all() {
        assertThatThrownBy(() -> assertThat(LEAKS)
                        .fds()
                        .allowing("/tmp/upload-*", "kept")
                        .returnToRecording()
                        .hasNoFdLeak())
                .isInstanceOf(SuspicionError.class);
    }

    @Test
    void a_leak_needs_a_complete_recording() {
        Recording incomplete =
                recording("uploads()").gap(Concern.DESCRIPTORS, "a gap").build();
        assertThat(cannotTell(() -> assertThat(incomplete).fds().hasNoLeak())).contains("a gap");
        assertThat(cannotTell(() -> assertThat(
                                recording("uploads()").notObserving("close").build())
                        .fds()
                        .hasNoLeak()))
                .contains("close was not observed");
    }

    @Test
    void a_peak_is_limited() {
        assertThat(LEAKS).fds().hasPeakAtMost(1);
        assertThat(failure(() -> assertThat(LEAKS).fds().hasPeakAtMost(0))).hasMessage("""
                        Expecting at most 0 descriptors to be open at once in uploads(), but 1 was:

                          at 1 ms:
                          1 from  com.example.UploadService.store(UploadService.java:57)

                        allow it:     fds().hasPeakAtMost(1)
                        reproduce:    mvn test -Dtest=FdsAssertTests#a_peak_is_limited""");
        Recording incomplete =
                recording("uploads()").gap(Concern.DESCRIPTORS, "a gap").build();
        assertThat(cannotTell(() -> assertThat(incomplete).fds().hasPeakAtMost(1)))
                .contains("a gap");
    }
}
