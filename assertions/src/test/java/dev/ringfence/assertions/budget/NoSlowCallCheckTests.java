package dev.ringfence.assertions.budget;

import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.assertions.NoSlowCall;
import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.assertions.testing.TestContext;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoSlowCallCheckTests {
    private final NoSlowCallCheck check = new NoSlowCallCheck();

    @NoSlowCall(atMostMillis = 50)
    static class StartsTestCase {
        void starts() {}

        @NoSlowCall(
                atMostMillis = 10,
                calls = {"opens", "sends"})
        void sends() {}

        @NoSlowCall(atMostMillis = -1)
        void negative() {}

        @NoSlowCall(
                atMostMillis = 1,
                calls = {})
        void ofNothing() {}

        @NoSlowCall(atMostMillis = 1, calls = "opan")
        void unknown() {}
    }

    static class UnjudgedTestCase {
        void starts() {}
    }

    private static RecordingBuilder opening(Duration duration) {
        return recording("window 1")
                .observing("truncates")
                .with(open(5, "/data/a").taking(duration));
    }

    // --- Judging ---

    @Test
    void passes_what_takes_no_longer() {
        assertThatCode(() -> check.check(opening(ofMillis(50)).build(), context("starts")))
                .doesNotThrowAnyException();
    }

    @Test
    void fails_for_a_call_that_takes_longer() {
        assertThat(failure(() -> check.check(opening(ofNanos(50_100_000)).build(), context("starts"))))
                .hasMessage("""
                        Expecting starts() to have no call of opens, renames, unlinks, links, mkdirs, truncates, fsyncs, connects take longer than 50 ms, but 1 did:

                          0.000 ms  "main" (tid 5101)  openat("/data/a", O_RDONLY|O_CLOEXEC) = 5   took 50.1 ms

                        allow it:     @NoSlowCall(atMostMillis = 51)
                        reproduce:    mvn test -Dtest=StartsTestCase#starts""");
    }

    @Test
    void fails_for_the_calls_that_are_named() {
        Recording sends = recording("window 1")
                .observing("sends")
                .with(call("sendto", 5).taking(ofMillis(11)))
                .build();

        assertThat(failure(() -> check.check(sends, context("sends"))))
                .hasMessageContaining("@NoSlowCall(atMostMillis = 11, calls = {\"opens\", \"sends\"})\n");
    }

    @Test
    void cannot_tell_where_the_recording_is_not_complete() {
        Recording gap = opening(ofNanos(1))
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();

        assertThat(cannotTell(() -> check.check(gap, context("starts")))).contains("12 events were dropped");
    }

    @Test
    void cannot_tell_where_durations_or_calls_were_not_watched() {
        CallBuilder counted = call("openat", -100, 0).path("/a").entryOnly();

        assertThat(cannotTell(() -> check.check(
                        recording("window 1")
                                .observing("truncates")
                                .with(counted)
                                .build(),
                        context("starts"))))
                .contains("its exit was not watched");
        assertThat(cannotTell(() -> check.check(
                        recording("window 1")
                                .observing("truncates")
                                .notObserving("openat")
                                .build(),
                        context("starts"))))
                .startsWith("cannot tell: openat was not observed in starts()");
    }

    // --- Where it is asked for ---

    @Test
    void has_its_calls_watched() {
        assertThat(check.needs(context("starts")).watched())
                .contains("openat", "fsync", "connect")
                .doesNotContain("sendto", "read");
        assertThat(check.needs(context("sends")).watched()).contains("openat", "sendto");
        assertThat(check.needs(TestContext.of(UnjudgedTestCase.class, "starts")))
                .isEqualTo(Needs.nothing());
    }

    @Test
    void is_made_where_the_configuration_asks_for_it() {
        TestContext context =
                TestContext.of(UnjudgedTestCase.class, "starts").configured("ringfence.checks", "no-slow-call=20");

        assertThatCode(() -> check.check(opening(ofMillis(20)).build(), context))
                .doesNotThrowAnyException();
        assertThat(failure(() -> check.check(opening(ofMillis(21)).build(), context)))
                .hasMessageContaining("take longer than 20 ms")
                .hasMessageContaining("allow it:     @NoSlowCall(atMostMillis = 21)\n");
    }

    // --- Misuse ---

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "negative | must not have a negative atMostMillis but was: -1",
                "ofNothing | must name calls but was: {}"
            })
    void refuses_misuse_before_anything_runs(String method, String rule) {
        assertThatThrownBy(() -> check.needs(context(method)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@NoSlowCall on method [void " + StartsTestCase.class.getName() + "." + method + "()] " + rule);
    }

    @Test
    void refuses_calls_that_there_are_not() {
        assertThatThrownBy(() -> check.needs(context("unknown")))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("must name calls but did not: ")
                .hasMessageContaining("opan");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-slow-call | []",
                "no-slow-call=fast | [fast]",
                "no-slow-call=-1 | [-1]",
                "no-slow-call=1,no-slow-call=2 | [1, 2]"
            })
    void refuses_a_faulty_configuration_before_anything_runs(String checks, String values) {
        TestContext context = TestContext.of(UnjudgedTestCase.class, "starts").configured("ringfence.checks", checks);

        assertThatThrownBy(() -> check.needs(context))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "ringfence.checks must give no-slow-call one number of milliseconds, as in no-slow-call=500, "
                                + "but was: " + values);
    }

    private static TestContext context(String method) {
        return TestContext.of(StartsTestCase.class, method);
    }
}
