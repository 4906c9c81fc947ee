package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;

import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.recording.Recording;

/** What the tests of conditions share. */
final class CallConditions {
    static final int O_WRONLY = 1;
    static final int O_CREAT = 0100;

    private CallConditions() {}

    static RecordingBuilder starts() {
        return recording("starts()");
    }

    /** Asserts that exactly one of the calls is meant. */
    static void one(Recording recording, CallCondition calls) {
        assertThat(recording).calls(calls).exactly(1);
    }

    static void none(Recording recording, CallCondition calls) {
        assertThat(recording).calls(calls).never();
    }
}
