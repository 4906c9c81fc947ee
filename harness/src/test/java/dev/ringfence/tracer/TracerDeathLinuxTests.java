package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that was started to be traced, and does nothing about signals, does not outlive its tracer. */
@Tag("traced")
@Tag("tools")
class TracerDeathLinuxTests {
    @TempDir
    Path directory;

    @Test
    void a_tracer_that_is_killed_takes_its_program_along() throws Exception {
        ProcessHandle program = programOf(Ending.KILL);
        assertThat(program.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void a_tracer_that_is_asked_to_end_asks_its_program() throws Exception {
        ProcessHandle program = programOf(Ending.TERMINATE);
        assertThat(program.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
        // It got the signal, too, and was left to do with it what it does.
        assertThat(Files.readAllLines(directory.resolve("log"))).noneMatch(line -> line.contains("killed by SIGKILL"));
    }

    private enum Ending {
        KILL,
        TERMINATE
    }

    private ProcessHandle programOf(Ending ending) throws Exception {
        String program = CPrograms.compile("program-trace.c", directory).toString();
        Process tracer = TraceProgram.start(directory, List.of("-o", "log", program, "run-on"));
        Path out = directory.resolve("out");
        for (int i = 0; i < 600 && (!Files.exists(out) || Files.size(out) == 0); i++) TimeUnit.MILLISECONDS.sleep(100);
        ProcessHandle handle = tracer.children()
                .filter(child -> child.info().command().filter(program::equals).isPresent())
                .findFirst()
                .orElseThrow();
        if (ending == Ending.KILL) {
            tracer.destroyForcibly();
        } else {
            tracer.destroy();
        }
        tracer.waitFor();
        return handle;
    }
}
