package dev.ringfence.engine;

import static dev.ringfence.engine.LauncherWorker.on;
import static dev.ringfence.engine.Launchers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.Frame.TestEvent.Kind;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.channel.WorkerSpec;
import dev.ringfence.session.FakeTracer;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DeathTests {

    /** A tracer whose first worker dies after such an event, and whose further workers live. */
    private static FakeTracer firstDies(Predicate<Frame.TestEvent> deadly) {
        LauncherWorker mortal = new LauncherWorker(deadly);
        LauncherWorker healthy = new LauncherWorker();
        return new FakeTracer((worker, tests, player) -> (worker == 1 ? mortal : healthy).run(worker, tests, player));
    }

    @Test
    void the_open_test_fails_and_the_rest_runs_in_a_new_worker() {
        FakeTracer tracer = firstDies(on(Kind.STARTED, "a2()"));

        EventLog log = run(
                tracer, Map.of(), selectClass(Samples.AlphaTestCase.class), selectClass(Samples.BetaTestCase.class));

        assertThat(log.shortLines())
                .containsExactly(
                        "STARTED Samples$AlphaTestCase",
                        "STARTED a1()",
                        "SUCCESSFUL a1()",
                        "STARTED a2()",
                        "FAILED a2()",
                        "STARTED a3()",
                        "SUCCESSFUL a3()",
                        "SUCCESSFUL Samples$AlphaTestCase",
                        "STARTED Samples$BetaTestCase",
                        "STARTED b1()",
                        "SUCCESSFUL b1()",
                        "SUCCESSFUL Samples$BetaTestCase");
        assertThat(LauncherWorker.names(tracer.runs().get(1))).containsExactly("[method:a3()]", "[method:b1()]");
    }

    @Test
    void the_failure_says_how_it_ended_shows_the_last_output_and_says_what_to_do() {
        EventLog log = run(firstDies(on(Kind.STARTED, "b1()")), Map.of(), selectClass(Samples.BetaTestCase.class));

        assertThat(log.throwables())
                .singleElement()
                .isInstanceOf(WorkerDiedException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("""
                        the forked JVM died here: it exited with code 3
                        Its last output:
                          STARTED JUnit Jupiter
                          STARTED Samples$BetaTestCase
                          STARTED b1()
                        What to do: find what calls System.exit or Runtime.halt in this test; a call from a test ends every test of its JVM""");
    }

    @Test
    void a_signal_is_named_with_its_usual_cause() {
        LauncherWorker killed = new LauncherWorker(
                on(Kind.STARTED, "b1()"), new Frame.WorkerEnded(-1, "SIGSEGV", "was killed by SIGSEGV"));

        EventLog log = run(new FakeTracer(killed), Map.of(), selectClass(Samples.BetaTestCase.class));

        assertThat(log.throwables())
                .singleElement()
                .asString()
                .contains("it was killed by SIGSEGV")
                .contains("What to do: look for hs_err_pid*.log in the working directory");
    }

    @Test
    void a_template_fails_with_its_open_invocation_and_is_not_run_again() {
        FakeTracer tracer = firstDies(
                event -> event.kind() == Kind.STARTED && event.displayName().startsWith("[2]"));

        EventLog log = run(tracer, Map.of(), selectClass(Samples.TemplateTestCase.class));

        assertThat(log.shortLines().stream().map(line -> line.replaceAll("\\[(\\d)].*", "[$1]")))
                .containsSubsequence(
                        "STARTED template(int)",
                        "STARTED [1]",
                        "SUCCESSFUL [1]",
                        "REGISTERED [2]",
                        "STARTED [2]",
                        "FAILED [2]",
                        "FAILED template(int)")
                .doesNotContain("STARTED [3]")
                .contains("SUCCESSFUL factory()", "SUCCESSFUL z()", "SUCCESSFUL Samples$TemplateTestCase");
        assertThat(LauncherWorker.names(tracer.runs().get(1))).doesNotContain("[test-template:template(int)]");
    }

    @Test
    void a_class_template_fails_with_its_open_invocation_and_is_not_run_again() {
        FakeTracer tracer = firstDies(on(Kind.STARTED, "c1()"));

        EventLog log = run(
                tracer,
                Map.of(),
                selectClass(Samples.ClassTemplateTestCase.class),
                selectClass(Samples.BetaTestCase.class));

        assertThat(log.shortLines().stream().filter(line -> !line.startsWith("REGISTERED")))
                .hasSize(10)
                .startsWith("STARTED Samples$ClassTemplateTestCase")
                .contains("FAILED c1()", "FAILED Samples$ClassTemplateTestCase")
                .doesNotContain("STARTED c2(int)")
                .endsWith(
                        "STARTED Samples$BetaTestCase",
                        "STARTED b1()",
                        "SUCCESSFUL b1()",
                        "SUCCESSFUL Samples$BetaTestCase");
    }

    @Test
    void without_an_open_test_the_innermost_open_container_fails_with_what_is_below_it() {
        FakeTracer tracer = firstDies(on(Kind.STARTED, "InnerTestCase"));

        EventLog log = run(
                tracer, Map.of(), selectClass(Samples.NestingTestCase.class), selectClass(Samples.BetaTestCase.class));

        assertThat(log.shortLines())
                .containsExactly(
                        "STARTED Samples$NestingTestCase",
                        "STARTED outer()",
                        "SUCCESSFUL outer()",
                        "STARTED InnerTestCase",
                        "FAILED InnerTestCase",
                        "SUCCESSFUL Samples$NestingTestCase",
                        "STARTED Samples$BetaTestCase",
                        "STARTED b1()",
                        "SUCCESSFUL b1()",
                        "SUCCESSFUL Samples$BetaTestCase");
    }

    @Test
    void a_worker_that_dies_before_anything_happened_takes_the_first_class_only() {
        FakeTracer tracer = new FakeTracer((worker, tests, player) -> {
            if (worker == 1) {
                player.send(new Frame.WorkerEnded(1, null, "exited with code 1"));
            } else {
                new LauncherWorker().run(worker, tests, player);
            }
        });

        EventLog log = run(
                tracer, Map.of(), selectClass(Samples.AlphaTestCase.class), selectClass(Samples.BetaTestCase.class));

        assertThat(log.shortLines())
                .startsWith("STARTED Samples$AlphaTestCase", "FAILED Samples$AlphaTestCase")
                .endsWith("SUCCESSFUL Samples$BetaTestCase")
                .hasSize(6);
    }

    @Test
    void a_worker_that_dies_after_its_last_test_fails_the_engine() {
        FakeTracer tracer = firstDies(on(Kind.FINISHED, "Samples$BetaTestCase"));

        EventLog log = run(tracer, Map.of(), selectClass(Samples.BetaTestCase.class));

        assertThat(log.shortLines()).endsWith("SUCCESSFUL b1()", "SUCCESSFUL Samples$BetaTestCase");
        assertThat(log.throwables()).singleElement().isInstanceOf(WorkerDiedException.class);
        assertThat(tracer.specs()).hasSize(1);
    }

    @Test
    void a_worker_that_dies_between_two_classes_fails_the_engine_and_the_rest_runs() {
        FakeTracer tracer = firstDies(on(Kind.FINISHED, "Samples$BetaTestCase"));

        EventLog log = run(
                tracer, Map.of(), selectClass(Samples.BetaTestCase.class), selectClass(Samples.AlphaTestCase.class));

        assertThat(log.shortLines()).endsWith("SUCCESSFUL a3()", "SUCCESSFUL Samples$AlphaTestCase");
        assertThat(log.throwables()).singleElement().isInstanceOf(WorkerDiedException.class);
    }

    @Test
    void every_worker_dies_and_it_comes_to_an_end() {
        FakeTracer tracer = new FakeTracer(new LauncherWorker(event -> event.kind() == Kind.STARTED));

        EventLog log = run(
                tracer, Map.of(), selectClass(Samples.AlphaTestCase.class), selectClass(Samples.BetaTestCase.class));

        assertThat(log.throwables()).hasSize(2).allMatch(WorkerDiedException.class::isInstance);
    }

    @Test
    void a_fault_of_the_worker_is_not_blamed_on_what_the_test_calls() {
        FakeTracer tracer = new FakeTracer((worker, tests, player) -> {
            player.send(new Frame.WorkerFailed("no canary", "at worker"));
            player.send(new Frame.WorkerEnded(70, null, "exited with code 70"));
        });

        EventLog log = run(tracer, Map.of(), selectClass(Samples.BetaTestCase.class));

        assertThat(log.throwables())
                .singleElement()
                .isInstanceOf(HarnessException.class)
                .hasToString(
                        "dev.ringfence.channel.HarnessException: the forked JVM cannot go on: it exited with code 70\n"
                                + "It said: no canary\nat worker");
    }

    @Test
    void a_fault_of_the_tracer_fails_the_open_test_and_a_new_tracer_runs_the_rest() {
        FakeTracer tracer = new FakeTracer((worker, tests, player) ->
                new LauncherWorker(on(Kind.STARTED, "a1()")).run(worker, tests, failing(player)));

        EventLog log = run(tracer, Map.of(), selectClass(Samples.AlphaTestCase.class));

        assertThat(log.shortLines())
                .containsExactly(
                        "STARTED Samples$AlphaTestCase",
                        "STARTED a1()",
                        "FAILED a1()",
                        "STARTED a2()",
                        "SUCCESSFUL a2()",
                        "STARTED a3()",
                        "SUCCESSFUL a3()",
                        "SUCCESSFUL Samples$AlphaTestCase");
        assertThat(log.throwables())
                .singleElement()
                .isInstanceOf(HarnessException.class)
                .asString()
                .contains("the tracer is lost: ", "a bug", "at tracer", "The last events:\n  openat", "last words");
        assertThat(tracer.directories()).hasSize(2);
    }

    /** Sends a fault of the tracer in the place of a death. */
    private static FakeTracer.Player failing(FakeTracer.Player player) {
        return new FakeTracer.Player() {
            @Override
            public void send(Frame frame) {
                player.send(
                        frame instanceof Frame.WorkerEnded
                                ? new Frame.TracerFailed("a bug", "at tracer", java.util.List.of("openat"))
                                : frame);
            }

            @Override
            public void dieAsTracer() {
                player.dieAsTracer();
            }
        };
    }

    @Test
    void three_tracers_are_enough() {
        FakeTracer tracer = new FakeTracer((worker, tests, player) -> player.dieAsTracer());

        EventLog log = run(
                tracer,
                Map.of(),
                selectClass(Samples.AlphaTestCase.class),
                selectClass(Samples.BetaTestCase.class),
                selectClass(Samples.TemplateTestCase.class),
                selectClass(Samples.NestingTestCase.class));

        assertThat(tracer.directories()).hasSize(3);
        assertThat(log.shortLines().stream().filter(line -> line.startsWith("FAILED")))
                .hasSize(4);
        assertThat(log.throwables()).allMatch(HarnessException.class::isInstance);
    }

    @Test
    void a_worker_that_does_not_start_fails_each_class_once_and_shows_its_output() {
        FakeTracer tracer = new FakeTracer(new NotStarting());

        EventLog log = run(
                tracer, Map.of(), selectClass(Samples.AlphaTestCase.class), selectClass(Samples.BetaTestCase.class));

        assertThat(log.shortLines())
                .containsExactly(
                        "STARTED Samples$AlphaTestCase",
                        "FAILED Samples$AlphaTestCase",
                        "STARTED Samples$BetaTestCase",
                        "FAILED Samples$BetaTestCase");
        assertThat(log.throwables().get(0))
                .isInstanceOf(HarnessException.class)
                .hasMessage("the forked JVM did not start: it exited with code 1\n"
                        + "Its last output:\n  Unrecognized VM option 'X'");
    }

    private static final class NotStarting implements FakeTracer.WorkerScript {
        @Override
        public void run(int worker, Frame.RunTests tests, FakeTracer.Player player) {
            throw new IllegalStateException("never ready");
        }

        @Override
        public void start(int worker, WorkerSpec spec, FakeTracer.Player player) {
            player.send(new Frame.WorkerStarted(2));
            player.send(new Frame.Output(true, "Unrecognized VM option 'X'\n".getBytes()));
            player.send(new Frame.WorkerEnded(1, null, "exited with code 1"));
        }
    }

    @Test
    void a_worker_that_does_not_get_ready_in_time_is_killed() {
        FakeTracer tracer = new FakeTracer(new FakeTracer.WorkerScript() {
            @Override
            public void run(int worker, Frame.RunTests tests, FakeTracer.Player player) {
                throw new IllegalStateException("never ready");
            }

            @Override
            public void start(int worker, WorkerSpec spec, FakeTracer.Player player) {
                player.send(new Frame.WorkerStarted(2));
            }
        });

        EventLog log = run(tracer, Map.of("ringfence.start.timeout", "1"), selectClass(Samples.BetaTestCase.class));

        assertThat(log.throwables())
                .singleElement()
                .asString()
                .contains("did not get ready within 1 s (ringfence.start.timeout) and was killed");
    }
}
