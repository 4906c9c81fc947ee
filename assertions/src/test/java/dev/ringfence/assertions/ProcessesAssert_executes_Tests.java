package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class ProcessesAssert_executes_Tests {
    private static final Recording TWO = recording("builds()")
            .startsProcess(6000)
            .executes("/usr/lib/jvm/lib/jspawnhelper", Scope.RUNTIME)
            .executes(6000, "/usr/bin/git", List.of())
            .executes(6001, "/bin/sh", List.of())
            .build();

    @Test
    void should_pass_if_only_named_programs_were_executed() {
        assertThat(TWO)
                .processes()
                .executesOnly("git", "/bin/*")
                .executesOnly("/usr/bin/git", "sh")
                .executesOnly("**");
    }

    @Test
    void should_pass_if_none_was_executed_or_only_looked_for() {
        Recording recording = recording("builds()")
                .with(CallBuilder.call("execve").path("/usr/local/bin/git").fails("ENOENT"))
                .build();
        assertThat(recording).processes().executesNothing().executesOnly("git");
    }

    @Test
    void should_fail_with_other_programs() {
        AssertionFailedError error = failure(() -> assertThat(TWO).processes().executesOnly("git", "hg"));

        assertThat(error).hasMessage("""
                Expecting builds() to execute only "git" or "hg", but 1 other program was:

                  3.000 ms  process 6001  executed "/bin/sh" ["/bin/sh"]

                allow it:     processes().allowing("/bin/sh", "…").executesOnly("git", "hg")
                reproduce:    mvn test -Dtest=ProcessesAssert_executes_Tests#should_fail_with_other_programs""");
        assertThat(error.getExpected().getValue()).isEqualTo("\"git\" or \"hg\"");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("/bin/sh"));
    }

    @Test
    void should_fail_if_any_was_executed() {
        assertThat(failure(() -> assertThat(TWO).processes().executesNothing())).hasMessage("""
                Expecting builds() to execute no program, but 2 were:

                  2.000 ms  process 6000  executed "/usr/bin/git" ["/usr/bin/git"]
                  3.000 ms  process 6001  executed "/bin/sh" ["/bin/sh"]

                allow it:     processes().allowing("/usr/bin/git", "…").allowing("/bin/sh", "…").executesNothing()
                reproduce:    mvn test -Dtest=ProcessesAssert_executes_Tests#should_fail_if_any_was_executed""");
    }

    @Test
    void should_fail_for_a_program_whose_name_begins_the_same() {
        assertThat(failure(() -> assertThat(TWO).processes().executesOnly("gi", "/bin/sh")))
                .hasMessageContaining("/usr/bin/git");
    }

    @Test
    void should_pass_if_it_is_allowed_by_path_or_name() {
        assertThat(TWO)
                .processes()
                .allowing("/usr/bin/*", "the tool under test")
                .allowing("sh", "its hooks")
                .executesNothing();
    }

    @Test
    void should_refuse_no_program() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(TWO).processes().executesOnly())
                .withMessage("programs must not be empty; for none use executesNothing()");
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("builds()")
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).processes().executesNothing()))
                .isEqualTo("""
                cannot tell which programs builds() executed: the recording of builds() has 1 gap:

                  12 events were dropped""");
        assertThat(cannotTell(() -> assertThat(recording).processes().executesOnly("git")))
                .contains("12 events were dropped");
    }

    @Test
    void should_not_know_if_executing_was_not_observed() {
        Recording recording = recording("builds()").notObserving("execve").build();
        assertThat(cannotTell(() -> assertThat(recording).processes().executesNothing()))
                .isEqualTo(
                        "cannot tell: execve was not observed in builds(); observe it with @Traced(observe = \"execs\")");
        assertThat(cannotTell(() -> assertThat(recording).processes().executesOnly("git")))
                .contains("execve was not observed");
    }
}
