package dev.ringfence.assertions.evidence;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Scope;
import dev.ringfence.recording.Recording;
import org.junit.jupiter.api.Test;

class OpenAtOnceTests {

    @Test
    void finds_the_first_moment_at_which_most_were_open() {
        Recording recording = recording("t()")
                .opens(5, "/a")
                .atMillis(10)
                .closed()
                .opens(6, "/a")
                .atMillis(20)
                .neverClosed()
                .opens(7, "/b")
                .atMillis(30)
                .in("com.example.Other", "open", 9)
                .closed()
                .opens(8, "/c")
                .atMillis(40)
                .outOfScope(Scope.CLASS_LOADING)
                .neverClosed()
                .opens(9, "/d")
                .atMillis(50)
                .closed()
                .build();

        OpenAtOnce peak = OpenAtOnce.peakOf(recording);

        assertThat(peak.atNanos() - recording.startNanos()).isEqualTo(30_000_000);
        assertThat(peak.bySite().values()).containsExactly(1, 1);
    }

    @Test
    void counts_a_number_that_is_reused_once() {
        Recording recording = recording("t()")
                .opens(5, "/a")
                .atMillis(10)
                .closed()
                .opens(5, "/a")
                .atMillis(11)
                .closed()
                .build();

        assertThat(OpenAtOnce.peakOf(recording).bySite().values()).containsExactly(1);
    }

    @Test
    void finds_nothing_where_nothing_was_opened() {
        assertThat(OpenAtOnce.peakOf(recording("t()").build()).bySite()).isEmpty();
    }
}
