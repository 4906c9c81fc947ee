package dev.ringfence.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.WorkerSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TracerSessionTests {
    private static final WorkerSettings SETTINGS = new WorkerSettings(
            Set.of("openat"),
            Set.of(),
            Set.of(),
            Duration.ofMillis(250),
            Duration.ofSeconds(3),
            10,
            Duration.ofSeconds(60),
            false);
    private static final Frame.RunTests TESTS = new Frame.RunTests(List.of("id"), Map.of(), null);

    private final Log log = new Log();

    private static final class Log implements RunListener {
        private final List<String> output = new ArrayList<>();
        private final AtomicBoolean cancelled = new AtomicBoolean();

        @Override
        public void output(boolean error, byte[] bytes) {
            output.add((error ? "err " : "out ") + new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void event(Frame.TestEvent event) {
            output.add(event.toString());
        }

        @Override
        public boolean isCancelled() {
            return cancelled.get();
        }
    }

    private static Worker started(StartOutcome outcome) {
        assertThat(outcome).isInstanceOf(StartOutcome.Started.class);
        return ((StartOutcome.Started) outcome).worker();
    }

    @Test
    void one_tracer_serves_one_worker_after_another_and_is_replaced_after_a_close() {
        FakeTracer tracer = new FakeTracer((worker, tests, player) -> player.send(new Frame.RunFinished()));
        try (TracerSession session = tracer.session()) {
            session.prepare();
            for (int i = 0; i < 2; i++) {
                Worker worker = started(session.startWorker(SETTINGS, log));
                assertThat(worker.run(TESTS)).isEqualTo(new RunOutcome.Finished());
                assertThat(worker.run(TESTS)).isEqualTo(new RunOutcome.Finished());
                assertThat(worker.end()).isEmpty();
            }
            assertThat(tracer.directories()).hasSize(1);
            session.close();
            started(session.startWorker(SETTINGS, log));
            assertThat(tracer.directories()).hasSize(2);
        }
        assertThat(tracer.directories()).allSatisfy(path -> assertThat(path).doesNotExist());
    }

    @Test
    void the_files_of_a_worker_are_there_while_it_starts_and_gone_afterwards() {
        List<Path> seen = new ArrayList<>();
        FakeTracer tracer = new FakeTracer(new FakeTracer.WorkerScript() {
            @Override
            public void run(int worker, Frame.RunTests tests, FakeTracer.Player player) {
                player.send(new Frame.RunFinished());
            }

            @Override
            public void start(int worker, WorkerSpec spec, FakeTracer.Player player) {
                Path arguments = Path.of(spec.command().get(1).substring(1));
                Path properties = Path.of(spec.command().get(3));
                assertThat(arguments).isNotEmptyFile();
                assertThat(properties).isNotEmptyFile();
                seen.add(arguments);
                seen.add(properties);
                player.send(new Frame.WorkerReady());
            }
        });
        try (TracerSession session = tracer.session()) {
            started(session.startWorker(SETTINGS, log));

            assertThat(seen).hasSize(2).allSatisfy(path -> assertThat(path).doesNotExist());
            assertThat(tracer.directories().get(0)).exists();
        }
    }

    @Test
    void output_and_the_way_of_a_death_arrive() {
        FakeTracer tracer = new FakeTracer((worker, tests, player) -> {
            player.send(new Frame.Output(false, "one\ntwo\n".getBytes(StandardCharsets.UTF_8)));
            player.send(new Frame.WorkerEnded(-1, "SIGKILL", "was killed by SIGKILL"));
        });
        try (TracerSession session = tracer.session()) {
            RunOutcome outcome = started(session.startWorker(SETTINGS, log)).run(TESTS);

            assertThat(outcome)
                    .isEqualTo(new RunOutcome.WorkerDied(
                            new WorkerDeath(-1, "SIGKILL", "was killed by SIGKILL", List.of("one", "two"), null)));
            assertThat(log.output).containsExactly("out one\ntwo\n");
        }
    }

    @Test
    void a_worker_that_fails_in_its_shutdown_says_so() {
        FakeTracer tracer = new FakeTracer(new FakeTracer.WorkerScript() {
            @Override
            public void run(int worker, Frame.RunTests tests, FakeTracer.Player player) {
                player.send(new Frame.RunFinished());
            }

            @Override
            public void end(int worker, FakeTracer.Player player) {
                player.send(new Frame.WorkerEnded(3, null, "exited with code 3"));
            }
        });
        try (TracerSession session = tracer.session()) {
            Worker worker = started(session.startWorker(SETTINGS, log));
            worker.run(TESTS);

            assertThat(worker.end())
                    .hasValueSatisfying(
                            death -> assertThat(DeathText.describe(death)).isEqualTo("exited with code 3"));
            assertThat(worker.end()).isEmpty();
        }
    }

    @Test
    void a_run_that_is_cancelled_ends_with_its_worker() {
        FakeTracer tracer = new FakeTracer((worker, tests, player) ->
                player.send(new Frame.Output(false, "hangs".getBytes(StandardCharsets.UTF_8))));
        try (TracerSession session = tracer.session()) {
            Worker worker = started(session.startWorker(SETTINGS, log));
            log.cancelled.set(true);

            assertThat(worker.run(TESTS)).isEqualTo(new RunOutcome.Cancelled());
            assertThat(worker.end()).isEmpty();
        }
    }

    @Test
    void an_interrupt_ends_the_run_and_stays_set() {
        FakeTracer tracer = new FakeTracer((worker, tests, player) -> {
            // Says nothing, as a test that hangs.
        });
        try (TracerSession session = tracer.session()) {
            Worker worker = started(session.startWorker(SETTINGS, log));
            Thread.currentThread().interrupt();

            assertThat(worker.run(TESTS)).isEqualTo(new RunOutcome.Cancelled());
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_tracer_that_cannot_be_started_says_what_it_wrote() {
        TracerStarter failing = socket -> new TracerStarter.Running() {
            @Override
            public void onEnd(Runnable action) {
                action.run();
            }

            @Override
            public String state() {
                return "exited with code 1";
            }

            @Override
            public List<String> output() {
                return List.of("Error: Could not find or load main class");
            }

            @Override
            public void end(Duration deadline) {
                // It has ended.
            }
        };
        try (TracerSession session = new TracerSession(failing)) {
            StartOutcome outcome = session.startWorker(SETTINGS, log);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            StartOutcome.TracerLost.class,
                            lost -> assertThat(lost.failure())
                                    .hasMessageStartingWith("the tracer did not start: it exited with code 1; ")
                                    .hasMessageEndingWith(
                                            "\nIts last output:\n  Error: Could not find or load main class"));
        }
    }

    @Test
    void closing_a_session_that_started_nothing_does_nothing() {
        FakeTracer tracer = new FakeTracer((worker, tests, player) -> player.send(new Frame.RunFinished()));

        tracer.session().close();

        assertThat(tracer.directories()).isEmpty();
    }

    @Test
    void the_tracer_s_jvm_is_given_what_it_needs_and_no_more() {
        List<String> command = TracerJvm.command(Path.of("/tmp/ringfence-1/control.sock"), TracerJvm.classPath(), null);
        String classPath = command.get(command.indexOf("-cp") + 1);

        assertThat(command)
                .contains("--enable-native-access=ALL-UNNAMED", "-Djffi.extract.dir=/tmp/ringfence-1")
                .endsWith("dev.ringfence.tracer.TracerMain", "/tmp/ringfence-1/control.sock");
        assertThat(classPath)
                .contains("jffi", "native.jar", "jackson-core")
                .doesNotContain("jnr-ffi", "asm-", "junit-jupiter", "junit-platform", "assertj");
        assertThat(ClassPath.entries(classPath, Path.of("/"))).allMatch(Files::exists);
    }

    @Test
    void this_jdk_accepts_the_options_of_the_tracer_s_jvm_without_a_word(@TempDir Path directory) throws Exception {
        List<String> command =
                new ArrayList<>(TracerJvm.command(directory.resolve("control.sock"), TracerJvm.classPath(), null));
        List<String> options = command.subList(0, command.indexOf("-cp"));
        options.add("--version");

        Process process = new ProcessBuilder(options).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).doesNotContainIgnoringCase("warning");
    }

    @Test
    void the_tail_of_an_output_begins_with_a_whole_line_and_is_short() {
        OutputTail tail = new OutputTail(10);
        byte[] bytes = "first\nsecond\nthird".getBytes(StandardCharsets.UTF_8);
        tail.add(bytes, bytes.length);

        assertThat(tail.lines()).containsExactly("third");

        OutputTail many = new OutputTail(1000);
        byte[] lines = "x\n".repeat(100).getBytes(StandardCharsets.UTF_8);
        many.add(lines, lines.length);

        assertThat(many.lines()).hasSize(20);
    }
}
