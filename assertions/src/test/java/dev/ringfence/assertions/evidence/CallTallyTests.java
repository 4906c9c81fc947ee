package dev.ringfence.assertions.evidence;

import static dev.ringfence.assertions.testing.CallBuilder.call;
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
        assertThat(tally.sightings()).hasSize(3);
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

    @Test
    void counts_calls_through_another_abi_by_the_family_they_have_there() {
        Recording recording = recording("t()")
                .with(call("i386:openat"), call("i386:stat64"), call("openat"))
                .observing(Families.stats())
                .build();

        assertThat(CallTally.of(recording, Families.opens()).byName())
                .containsExactly(entry("i386:openat", 1L), entry("openat", 1L));
        assertThat(CallTally.of(recording, Families.stats()).count()).isEqualTo(1);
    }

    @Test
    void does_not_know_of_calls_through_another_abi_what_they_are_about() {
        Recording recording = recording("t()").with(call("i386:openat")).build();

        CallTally tally =
                CallTally.of(recording, CallRefinements.under(CallRule.of(Families.opens()), Directories.of("/etc")));

        assertThat(tally.count()).isZero();
        assertThat(tally.doubts())
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.reason())
                        .isEqualTo("it is not of x86_64's table, so its arguments are not known"));
    }
}
