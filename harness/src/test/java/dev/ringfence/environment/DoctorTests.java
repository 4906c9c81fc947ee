package dev.ringfence.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.environment.ProbeResult.Fails;
import dev.ringfence.environment.ProbeResult.NotTried;
import dev.ringfence.environment.ProbeResult.Works;
import dev.ringfence.environment.TracingFailure.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DoctorTests {

    @Test
    void what_builds_on_a_failure_is_not_tried() {
        Doctor doctor = new Doctor(List.of(
                new OperatingSystemProbe("Linux"),
                new ArchitectureProbe("aarch64"),
                new TraceProbe(
                        () -> {
                            throw new AssertionError("must not be tried");
                        },
                        Surroundings::unknown)));

        assertThat(doctor.examine())
                .containsExactly(
                        new Works("operating system", "Linux"),
                        new Fails(
                                "architecture",
                                "this JVM is for aarch64, and only the system calls of x86_64 are known",
                                "run the traced tests with an x86_64 JVM on an x86_64 machine"),
                        new NotTried("tracing", "needs architecture"));
    }

    @Test
    void another_system_is_named() {
        assertThat(new OperatingSystemProbe("Mac OS X").run())
                .isEqualTo(new Fails(
                        "operating system",
                        "this is Mac OS X, and system calls are traced on Linux only",
                        "run the traced tests on Linux: in CI, in a virtual machine, or in a container"));
    }

    @Test
    void an_attempt_that_fails_is_explained() {
        TracingProbe refused = () -> Optional.of(new TracingFailure(Step.OBSERVE, "the shell ended unseen", null));

        assertThat(new TraceProbe(refused, Surroundings::unknown).run())
                .isInstanceOfSatisfying(
                        Fails.class,
                        fails -> assertThat(fails.finding())
                                .isEqualTo("a process was traced, but a call that it surely made was not reported"
                                        + " [the shell ended unseen]"));
        assertThat(new TraceProbe(Optional::empty, Surroundings::unknown).run()).isInstanceOf(Works.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_missing_or_wrong_shell_is_told_from_a_right_one(@TempDir Path directory) throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong"), "#!/bin/sh\nexit 3\n");
        assertThat(wrong.toFile().setExecutable(true)).isTrue();

        assertThat(new ShellProbe("/bin/sh").run()).isEqualTo(new Works("shell", "/bin/sh runs"));
        assertThat(new ShellProbe("/nonexistent/sh").run().finding())
                .startsWith("there is no /nonexistent/sh that can be started: ");
        assertThat(new ShellProbe(wrong.toString()).run().finding())
                .endsWith("was to exit with 42 but exited with 3, so it is not a POSIX shell");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void proc_is_there_and_shows_a_child_or_says_why_not(@TempDir Path directory) throws Exception {
        Surroundings hidden = new Surroundings(null, null, false, false, false, null, "invisible");

        assertThat(new ProcProbe(Surroundings::unknown).run()).isInstanceOf(Works.class);
        assertThat(new ProcProbe(directory, Surroundings::unknown).run().finding())
                .isEqualTo(directory + " is not mounted");

        Files.createDirectories(directory.resolve("self"));
        Files.createFile(directory.resolve("self/status"));
        assertThat(new ProcProbe(directory, () -> hidden).run().finding())
                .isEqualTo("it is mounted with hidepid=invisible, which hides even a child of this JVM");
        assertThat(new ProcProbe(directory, Surroundings::unknown).run().finding())
                .startsWith("a child's descriptors may not be listed: ");
    }
}
