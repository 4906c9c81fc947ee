package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class RecordingAssert_hasPeakDescriptorsAtMost_Tests {

    @Test
    void should_pass_up_to_the_number() {
        assertThat(three().build()).hasPeakDescriptorsAtMost(3).hasPeakDescriptorsAtMost(4);
    }

    @Test
    void should_fail_beyond_the_number() {
        AssertionFailedError error = catchThrowableOfType(
                AssertionFailedError.class, () -> assertThat(three().build()).hasPeakDescriptorsAtMost(2));

        assertThat(error).hasMessage("""
                        Expecting at most 2 descriptors to be open at once in reads(), but 3 were:

                          at 10 ms:
                          2 from  com.example.UploadService.store(UploadService.java:57)
                          1 from  com.example.Other.open(Other.java:9)

                        allow it:     hasPeakDescriptorsAtMost(3)
                        reproduce:    mvn test -Dtest=RecordingAssert_hasPeakDescriptorsAtMost_Tests#should_fail_beyond_the_number""");
        assertThat(error.getExpected().getValue()).isEqualTo("at most 2");
        assertThat(error.getActual().getValue()).isEqualTo(3);
    }

    @Test
    void should_show_ten_sites() {
        RecordingBuilder builder = recording("reads()");
        for (int i = 1; i <= 12; i++) {
            builder.opens(i + 10, "/a").in("com.example.C" + i, "open", i).neverClosed();
        }

        assertThatThrownBy(() -> assertThat(builder.build()).hasPeakDescriptorsAtMost(1))
                .hasMessageContaining("1 from  com.example.C1.open(C1.java:1)")
                .hasMessageContaining("  ... and 2 more sites\n");
    }

    @Test
    void should_fail_beyond_the_number_though_there_is_a_gap() {
        Recording recording =
                three().gap(Concern.DESCRIPTORS, "io_uring was set up").build();

        assertThatThrownBy(() -> assertThat(recording).hasPeakDescriptorsAtMost(2))
                .isExactlyInstanceOf(AssertionFailedError.class);
    }

    @Test
    void should_fail_if_the_recording_is_not_complete() {
        Recording recording =
                three().gap(Concern.DESCRIPTORS, "io_uring was set up").build();

        assertThatThrownBy(() -> assertThat(recording).hasPeakDescriptorsAtMost(3))
                .isInstanceOf(CannotTellError.class)
                .hasMessageStartingWith("cannot tell how many descriptors reads() had open at once");
    }

    @Test
    void should_fail_if_opening_was_not_observed() {
        Recording recording = three().notObserving("openat").build();

        assertThatThrownBy(() -> assertThat(recording).hasPeakDescriptorsAtMost(3))
                .isInstanceOf(CannotTellError.class)
                .hasMessageStartingWith("cannot tell: openat was not observed");
    }

    @Test
    void should_refuse_a_negative_number() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(three().build()).hasPeakDescriptorsAtMost(-1))
                .withMessage("a number of descriptors must not be negative but was -1");
    }

    private static RecordingBuilder three() {
        return recording("reads()")
                .opens(5, "/a")
                .atMillis(1)
                .neverClosed()
                .opens(6, "/b")
                .atMillis(5)
                .in("com.example.Other", "open", 9)
                .neverClosed()
                .opens(7, "/c")
                .atMillis(10)
                .closed()
                .peak(3);
    }
}
