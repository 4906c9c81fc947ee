package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Recording;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel may report the first stop of a new process before that of the process that made it. */
@Tag("linux")
class BirthsLinuxTests {
    private static final int CHILDREN = 200;

    @TempDir
    Path directory;

    @Test
    void nothing_is_done_by_a_process_before_it_was_started() throws Exception {
        Path program = CPrograms.compile("births.c", directory);
        Recording recording = TracedProgram.run(program.toString()).window(1);

        Set<Pid> alive = new HashSet<>(Set.of(new Pid(recording.workerPid())));
        for (TraceEvent event : recording.events()) {
            if (event instanceof ProcessStarted started) {
                assertThat(alive).as("%s", event).contains(started.parent().process());
                alive.add(started.child());
            } else if (event instanceof SyscallEvent call) {
                assertThat(alive).as("%s", event).contains(call.actor().process());
            } else if (event instanceof ProgramExecuted executed) {
                assertThat(alive).as("%s", event).contains(executed.process());
            } else if (event instanceof ProcessEnded ended) {
                assertThat(alive).as("%s", event).contains(ended.process());
                alive.remove(ended.process());
            }
        }
        assertThat(TracedProgram.events(recording, ProgramExecuted.class)).hasSize(CHILDREN);
        assertThat(TracedProgram.events(recording, ProcessStarted.class)).hasSize(2 * CHILDREN);
    }
}
