package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.ProgramExecuted.Inherited;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.recording.Recording;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tracer reads from {@code /proc} while the kernel holds a thread. */
@Tag("traced")
@Tag("tools")
class HandedOnLinuxTests {
    @TempDir
    Path directory;

    @Test
    void a_program_is_told_with_what_it_was_handed() throws Exception {
        Path program = CPrograms.compile("handed-on.c", directory);
        TracedProgram.Outcome outcome =
                TracedProgram.run(program.toString(), directory.resolve("link").toString());
        int kept = outcome.end().code();

        assertThat(TracedProgram.events(outcome.window(1), ProgramExecuted.class))
                .singleElement()
                .satisfies(executed -> assertThat(executed.inherited())
                        .hasValueSatisfying(inherited -> assertThat(inherited)
                                .filteredOn(each -> each.fd().value() > 2)
                                .filteredOn(each -> each.link().startsWith("/etc/"))
                                .containsExactly(new Inherited(new Fd(kept), "/etc/passwd"))));
    }

    @Test
    void a_file_is_known_without_the_links_in_its_name() throws Exception {
        Path program = CPrograms.compile("handed-on.c", directory);
        Path link = directory.resolve("link");
        Recording recording =
                TracedProgram.run(program.toString(), link.toString()).window(1);

        assertThat(TracedProgram.events(recording, SyscallEvent.class))
                .filteredOn(call -> call.path().equals(Optional.of(link.toString())))
                .filteredOn(call -> call.name().startsWith("open"))
                .singleElement()
                .extracting(SyscallEvent::effect)
                .isInstanceOfSatisfying(
                        FdEffect.Created.class, made -> assertThat(made.file()).contains("/etc/passwd"));
    }

    @Test
    void a_call_that_has_not_returned_is_told_with_the_time_that_it_has_taken() throws Exception {
        Path program = CPrograms.compile("blocked.c", directory);
        TracedProgram.Outcome outcome = TracedProgram.run(program.toString());
        long socket = outcome.end().code();

        assertThat(outcome.window(1).unfinished())
                .as("without the one that has waited since before the window")
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.name()).isEqualTo("recvmsg");
                    assertThat(call.arguments().get(0)).isEqualTo(socket);
                    assertThat(call.outcome()).isEqualTo(new Outcome.EntryOnly());
                    assertThat(call.duration())
                            .hasValueSatisfying(
                                    time -> assertThat(time).isGreaterThanOrEqualTo(Duration.ofMillis(100)));
                });
        assertThat(TracedProgram.events(outcome.window(1), SyscallEvent.class))
                .extracting(SyscallEvent::name)
                .doesNotContain("recvmsg");
    }
}
