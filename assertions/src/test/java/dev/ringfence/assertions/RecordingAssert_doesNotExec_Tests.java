package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class RecordingAssert_doesNotExec_Tests {

    @Test
    void should_pass_if_no_program_was_executed() {
        assertThat(recording("starts()").calls("openat", "/a").build()).doesNotExec();
    }

    @Test
    void should_pass_if_a_program_was_only_looked_for() {
        assertThat(recording("starts()")
                        .fails("execve", "/usr/local/bin/git")
                        .executes("/usr/lib/jvm/lib/jspawnhelper", Scope.RUNTIME)
                        .build())
                .doesNotExec();
    }

    @Test
    void should_fail_if_a_program_was_executed() {
        Recording recording =
                recording("starts()").executes("/usr/bin/git", Scope.TEST).build();

        assertThatThrownBy(() -> assertThat(recording).doesNotExec())
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessage("""
                        Expecting starts() to execute no program, but 1 was:

                          0.000 ms  process 6000  executed "/usr/bin/git" ["/usr/bin/git", "-l"]

                        allow it:     processes().allowing("/usr/bin/git", "…").executesNothing()
                        reproduce:    mvn test -Dtest=RecordingAssert_doesNotExec_Tests#should_fail_if_a_program_was_executed""");
    }

    @Test
    void should_fail_if_events_were_dropped() {
        Recording recording = recording("starts()")
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();

        assertThatThrownBy(() -> assertThat(recording).doesNotExec())
                .isInstanceOf(CannotTellError.class)
                .hasMessageContaining("12 events were dropped");
    }

    @Test
    void should_fail_if_executing_was_not_observed() {
        Recording recording = recording("starts()").notObserving("execveat").build();

        assertThatThrownBy(() -> assertThat(recording).doesNotExec())
                .isInstanceOf(CannotTellError.class)
                .hasMessage(
                        "cannot tell: execveat was not observed in starts(); observe it with @Traced(observe = \"execs\")");
    }
}
