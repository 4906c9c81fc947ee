package dev.ringfence.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class RingfenceExtensionTests {
    private final ScriptedWindows windows = new ScriptedWindows();

    @AfterEach
    void leaveNoWorker() {
        WindowSource.install(null);
    }

    private static EngineExecutionResults run(DiscoverySelector selector, String mode) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selector)
                .configurationParameter("ringfence.mode", mode)
                .execute();
    }

    private EngineExecutionResults runInWorker(DiscoverySelector selector) {
        WindowSource.install(windows);
        TracedTestCase.log = windows.log;
        return run(selector, "fork");
    }

    @Test
    void opens_the_window_around_the_body_alone() {
        EngineExecutionResults results =
                runInWorker(selectMethod(TracedTestCase.class, "passes", "dev.ringfence.Recorder"));

        results.testEvents().assertStatistics(s -> s.started(1).succeeded(1));
        assertThat(windows.log)
                .containsExactly(
                        "before all",
                        "before each",
                        "open 1",
                        "body",
                        "open 2",
                        "action",
                        "close 2",
                        "passes(Recorder)",
                        "so far 1",
                        "so far 1",
                        "close 1",
                        "after each");
    }

    @Test
    void closes_the_window_of_a_body_that_throws_and_lets_the_throwable_go_on() {
        EngineExecutionResults results = runInWorker(selectMethod(TracedTestCase.class, "fails"));

        results.testEvents()
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(instanceOf(IllegalStateException.class), message("of the body")));
        assertThat(windows.log).containsSubsequence("open 1", "close 1", "after each");
    }

    @Test
    void keeps_the_bodys_throwable_when_its_window_cannot_be_closed() {
        windows.broken = 1;
        EngineExecutionResults results = runInWorker(selectMethod(TracedTestCase.class, "fails"));

        results.testEvents().assertThatEvents().haveExactly(1, finishedWithFailure(message("of the body")));
    }

    @Test
    void gives_every_invocation_a_window_of_its_own() {
        EngineExecutionResults results =
                runInWorker(selectMethod(TracedTestCase.class, "parameterized", "java.lang.String"));

        results.testEvents().assertStatistics(s -> s.succeeded(2));
        assertThat(windows.log).containsSubsequence("open 1", "a", "close 1", "open 2", "b", "close 2");
    }

    @Test
    void opens_the_window_of_a_dynamic_test_after_its_factory() {
        EngineExecutionResults results =
                runInWorker(selectMethod(TracedTestCase.class, "dynamic", "dev.ringfence.Recorder"));

        results.testEvents().assertStatistics(s -> s.succeeded(1));
        assertThat(windows.log).containsSubsequence("factory", "open 1", "so far 1", "close 1");
    }

    @Test
    void runs_nothing_of_a_traced_class_that_is_not_in_a_worker() {
        TracedTestCase.log = new ArrayList<>();

        EngineExecutionResults results = run(selectClass(TracedTestCase.class), "fork");

        results.containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                instanceOf(ExtensionConfigurationException.class),
                                message(m -> m.startsWith(
                                                "@Traced on class dev.ringfence.jupiter.TracedTestCase needs a JVM")
                                        && m.contains("@Suite")
                                        && m.contains("ringfence.mode=inline"))));
        results.testEvents().assertStatistics(s -> s.started(0));
        assertThat(TracedTestCase.log).isEmpty();
    }

    @Test
    void fails_a_traced_method_only_and_leaves_the_rest_of_its_class_alone() {
        EngineExecutionResults results = run(selectClass(UntracedTestCase.class), "fork");

        results.testEvents()
                .assertStatistics(s -> s.started(2).succeeded(1).failed(1))
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(instanceOf(ExtensionConfigurationException.class)));
    }

    @Test
    void fails_what_has_checks_and_is_not_traced() {
        EngineExecutionResults results = run(selectClass(UntracedCheckTestCase.class), "fork");

        results.testEvents()
                .assertStatistics(s -> s.started(2).succeeded(1).failed(1))
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                instanceOf(ExtensionConfigurationException.class),
                                message("@CheckOfOurs on method [void " + UntracedCheckTestCase.class.getName()
                                        + ".judged()] needs @Traced on the method or its class, or ringfence.trace to name the"
                                        + " class: nobody observes this test, so nothing would be judged")));
        results.containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(message(m -> m.startsWith("@Check on class ["
                                + UntracedCheckTestCase.Judged.class.getName() + "] needs @Traced"))));
    }

    @Test
    void says_that_tracing_by_name_does_not_reach_every_place() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(UntracedCheckTestCase.class, "judged"))
                .configurationParameter("ringfence.trace", "all")
                .execute()
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(message(m -> m.endsWith(
                                "would be judged (ringfence.trace is set, but does not reach into a @Suite)"))));
    }

    @Test
    void leaves_checks_alone_in_a_worker_and_in_place_of_one() {
        assertThat(runInWorker(selectClass(UntracedCheckTestCase.class))
                        .testEvents()
                        .succeeded()
                        .count())
                .isEqualTo(3);
        WindowSource.install(null);

        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(UntracedCheckTestCase.class))
                .configurationParameter("ringfence.mode", "inline")
                .configurationParameter("ringfence.trace", "all")
                .execute()
                .testEvents()
                .assertStatistics(s -> s.succeeded(3));
    }

    @Test
    void runs_in_place_on_request_and_says_once_that_nothing_was_judged() {
        TracedTestCase.log = new ArrayList<>();
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        EngineExecutionResults results;
        try {
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            results = run(selectClass(TracedTestCase.class), "inline");
        } finally {
            System.setErr(before);
        }

        // Of passes(), fails(), parameterized() twice, dynamic() and nested(), two ask for a recording.
        results.testEvents()
                .assertStatistics(s -> s.started(6).succeeded(3).aborted(2).failed(1));
        assertThat(TracedTestCase.log).contains("body", "action", "a", "b", "nested");
        assertThat(results.testEvents().reportingEntryPublished().count()).isEqualTo(6);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("ringfence: nothing was judged: ringfence.mode=inline");
    }

    @Test
    void does_nothing_to_an_untraced_method_that_runs_in_place() {
        EngineExecutionResults results = run(selectMethod(UntracedTestCase.class, "untraced"), "inline");

        results.testEvents().assertStatistics(s -> s.succeeded(1).reportingEntryPublished(0));
    }

    @Test
    void is_the_extension_that_jupiter_detects() {
        List<String> names = new ArrayList<>();
        java.util.ServiceLoader.load(org.junit.jupiter.api.extension.Extension.class)
                .forEach(e -> names.add(e.getClass().getName()));

        assertThat(names).contains(RingfenceExtension.class.getName());
    }
}
