package dev.ringfence.engine;

import static dev.ringfence.engine.Launchers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.ringfence.channel.Frame;
import dev.ringfence.session.FakeTracer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class UnavailableTests {
    private final FakeTracer tracer = new FakeTracer(new LauncherWorker())
            .greeting(new Frame.Unavailable("ptrace is forbidden by seccomp", "run with --cap-add=SYS_PTRACE"));

    private EventLog runWith(Map<String, String> configuration) {
        return run(
                tracer,
                configuration,
                selectClass(Samples.AlphaTestCase.class),
                selectClass(Samples.BetaTestCase.class));
    }

    @Test
    void by_default_each_class_fails_once_with_reason_and_remedy() {
        EventLog log = runWith(Map.of());

        assertThat(log.shortLines())
                .containsExactly(
                        "STARTED Samples$AlphaTestCase",
                        "FAILED Samples$AlphaTestCase",
                        "STARTED Samples$BetaTestCase",
                        "FAILED Samples$BetaTestCase");
        assertThat(log.throwables().get(0))
                .isInstanceOf(TracingUnavailableException.class)
                .hasMessage("cannot trace here: ptrace is forbidden by seccomp\n"
                        + "What to do: run with --cap-add=SYS_PTRACE\n"
                        + "(ringfence.unavailable=abort or =skip lets the build pass without judging.)");
    }

    @Test
    void each_test_can_be_aborted() {
        EventLog log = runWith(Map.of("ringfence.unavailable", "abort"));

        assertThat(log.shortLines())
                .containsExactly(
                        "STARTED Samples$AlphaTestCase",
                        "STARTED a1()",
                        "ABORTED a1()",
                        "STARTED a2()",
                        "ABORTED a2()",
                        "STARTED a3()",
                        "ABORTED a3()",
                        "SUCCESSFUL Samples$AlphaTestCase",
                        "STARTED Samples$BetaTestCase",
                        "STARTED b1()",
                        "ABORTED b1()",
                        "SUCCESSFUL Samples$BetaTestCase");
        assertThat(log.throwables())
                .hasSize(4)
                .allSatisfy(throwable -> assertThat(throwable)
                        .isInstanceOf(TestAbortedException.class)
                        .hasMessageContaining("ptrace is forbidden by seccomp"));
    }

    @Test
    void each_class_can_be_skipped() {
        EventLog log = runWith(Map.of("ringfence.unavailable", "SKIP"));

        assertThat(log.shortLines()).containsExactly("SKIPPED Samples$AlphaTestCase", "SKIPPED Samples$BetaTestCase");
        assertThat(log.lines().get(0)).contains("cannot trace here: ptrace is forbidden by seccomp");
    }
}
