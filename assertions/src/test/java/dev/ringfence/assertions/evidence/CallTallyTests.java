package dev.ringfence.assertions.evidence;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ringfence.Families;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import org.junit.jupiter.api.Test;

class CallTallyTests {

    @Test
    void counts_the_calls_of_the_test_by_name() {
        Recording recording = recording("t()")
                .calls("openat", "/a")
                .fails("openat", "/b")
                .calls("open", "/c")
                .calls("close", null)
                .callsOutOfScope("openat", Scope.CLASS_LOADING)
                .counts("openat", 100)
                .build();

        CallTally tally = CallTally.of(recording, Families.opens());

        assertThat(tally.count()).isEqualTo(103);
        assertThat(tally.failures()).isEqualTo(1);
        assertThat(tally.byName()).containsExactly(entry("open", 1L), entry("openat", 102L));
        assertThat(tally.events()).hasSize(3);
        assertThat(tally.concerns()).containsExactly(Concern.COUNTS);
    }

    @Test
    void counts_programs_and_not_searches_of_the_path() {
        Recording recording = recording("t()")
                .fails("execve", "/usr/local/bin/ls")
                .calls("execve", "/usr/bin/ls")
                .executes("/usr/lib/jvm/lib/jspawnhelper", Scope.RUNTIME)
                .executes("/usr/bin/ls", Scope.TEST)
                .build();

        CallTally tally = CallTally.of(recording, Families.execs());

        assertThat(tally.count()).isEqualTo(1);
        assertThat(tally.concerns()).containsExactlyInAnyOrder(Concern.COUNTS, Concern.EVENTS);
    }

    @Test
    void counts_processes_and_not_threads() {
        Recording recording = recording("t()")
                .calls("clone3", null)
                .calls("clone3", null)
                .startsProcess(Scope.TEST)
                .startsProcess(Scope.RUNTIME)
                .build();

        assertThat(CallTally.of(recording, Families.forks()).count()).isEqualTo(1);
    }
}
