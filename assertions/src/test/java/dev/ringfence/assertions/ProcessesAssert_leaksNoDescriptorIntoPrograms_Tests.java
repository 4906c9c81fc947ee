package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Fd;
import dev.ringfence.event.ProgramExecuted.Inherited;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class ProcessesAssert_leaksNoDescriptorIntoPrograms_Tests {
    private static final int O_WRONLY = 1;

    private static Inherited inherited(int fd, String link) {
        return new Inherited(new Fd(fd), link);
    }

    @Test
    void should_pass_if_programs_have_input_output_and_errors_alone() {
        assertThat(recording("runs()")
                        .with(open(5, "/tmp/a", O_WRONLY))
                        .startsProcess(6000)
                        .executes(
                                6000,
                                "/usr/bin/cat",
                                List.of(inherited(0, "pipe:[1]"), inherited(1, "pipe:[2]"), inherited(2, "/dev/null")))
                        .executes(6000, "/usr/bin/true", List.of())
                        .build())
                .processes()
                .leaksNoDescriptorIntoPrograms();
    }

    @Test
    void should_pass_for_what_the_JDK_executes_to_start_a_child() {
        assertThat(recording("runs()")
                        .executes("/usr/lib/jvm/lib/jspawnhelper", Scope.RUNTIME)
                        .build())
                .processes()
                .leaksNoDescriptorIntoPrograms();
    }

    @Test
    void should_fail_with_the_call_that_opened_it_and_the_program_that_got_it() {
        Recording recording = recording("runs()")
                .startsProcess(6000)
                .executes(6000, "/bin/sh", List.of())
                .with(
                        open(3, "/var/log/audit.log", O_WRONLY).inChild(6000, "sh"),
                        call("dup2", 3, 9).copies(3, 9).inChild(6000, "sh"))
                .startsProcess(6000, "sh", 6001)
                .executes(6001, "/usr/bin/date", List.of(inherited(2, "/dev/null"), inherited(9, "/var/log/audit.log")))
                .executes(6002, "/usr/bin/old", List.of(inherited(7, "socket:[4711]")))
                .build();

        AssertionFailedError error =
                failure(() -> assertThat(recording).processes().leaksNoDescriptorIntoPrograms());

        assertThat(error).hasMessage("""
                Expecting runs() to hand no descriptor on to a program, but 2 were:

                  3.000 ms  "sh" (pid 6000)  dup2(3, 9) = 9   /var/log/audit.log is handed to /usr/bin/date as fd 9
                  6.000 ms  process 6002     executed "/usr/bin/old" ["/usr/bin/old"]   socket:[4711] is handed to /usr/bin/old as fd 7

                allow it:     processes().allowing("/var/log/audit.log", "…").allowing("socket:[4711]", "…").leaksNoDescriptorIntoPrograms()
                reproduce:    mvn test -Dtest=ProcessesAssert_leaksNoDescriptorIntoPrograms_Tests#should_fail_with_the_call_that_opened_it_and_the_program_that_got_it""");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("/var/log/audit.log", "socket:[4711]"));
    }

    @Test
    void should_fail_with_the_line_of_the_test_that_opened_it() {
        Recording recording = recording("runs()")
                .with(open(9, "/tmp/lock", O_WRONLY).from("com.example.Lock", "take", 17))
                .startsProcess(6000)
                .executes(6000, "/usr/bin/date", List.of(inherited(9, "/tmp/lock")))
                .build();
        assertThat(failure(() -> assertThat(recording).processes().leaksNoDescriptorIntoPrograms())
                        .getCause()
                        .getStackTrace()[0])
                .hasToString("com.example.Lock.take(Lock.java:17)");
    }

    @Test
    void should_fail_for_the_first_number_that_is_not_standard() {
        Recording recording = recording("runs()")
                .executes(6000, "/usr/bin/date", List.of(inherited(3, "/a")))
                .build();
        assertThat(failure(() -> assertThat(recording).processes().leaksNoDescriptorIntoPrograms()))
                .hasMessageContaining("as fd 3");
    }

    @Test
    void should_pass_if_it_is_allowed_by_file_or_program() {
        Recording recording = recording("runs()")
                .executes(6000, "/usr/bin/date", List.of(inherited(3, "/run/lock/a")))
                .executes(6001, "/usr/bin/flock", List.of(inherited(3, "/b")))
                .build();
        assertThat(recording)
                .processes()
                .allowing("/run/lock/*", "the child holds the lock")
                .allowing("flock", "it is given what it locks")
                .leaksNoDescriptorIntoPrograms();
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_what_could_not_be_read() {
        assertThat(cannotTell(() -> assertThat(recording("runs()")
                                .executes(6000, "/usr/bin/date", null)
                                .build())
                        .processes()
                        .leaksNoDescriptorIntoPrograms()))
                .isEqualTo("""
                cannot tell which descriptors runs() handed on to programs: of 1 event it is not known whether it matters:

                  0.000 ms  process 6000  executed "/usr/bin/date" ["/usr/bin/date"]   what it was handed could not be read""");
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("runs()")
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).processes().leaksNoDescriptorIntoPrograms()))
                .contains("12 events were dropped");
    }

    @Test
    void should_not_know_if_executing_was_not_observed() {
        Recording recording = recording("runs()").notObserving("execve").build();
        assertThat(cannotTell(() -> assertThat(recording).processes().leaksNoDescriptorIntoPrograms()))
                .startsWith("cannot tell: execve was not observed in runs()");
    }
}
