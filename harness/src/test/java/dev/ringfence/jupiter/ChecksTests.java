package dev.ringfence.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.recording.Recording;
import dev.ringfence.testing.Recordings;
import java.lang.reflect.AnnotatedElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class ChecksTests {
    private static final Recording RECORDING = Recordings.empty("uploads()");
    private static final Map<String, String> CONFIGURATION = new HashMap<>();
    private static final Map<String, String> REPORTED = new HashMap<>();
    private static final CheckContext CONTEXT = new CheckContext() {
        @Override
        public List<AnnotatedElement> elements() {
            return List.of();
        }

        @Override
        public Class<?> testClass() {
            return ChecksTests.class;
        }

        @Override
        public String testName() {
            return "uploads()";
        }

        @Override
        public String selector() {
            return "ChecksTests#uploads";
        }

        @Override
        public Optional<String> configuration(String key) {
            return Optional.ofNullable(CONFIGURATION.get(key));
        }

        @Override
        public void report(Map<String, String> entries) {
            REPORTED.putAll(entries);
        }
    };

    @AfterEach
    void forget() {
        CONFIGURATION.clear();
        REPORTED.clear();
    }

    private static Optional<Throwable> failure(Throwable... failures) {
        return new Checks(java.util.Arrays.stream(failures)
                        .map(failure -> (RecordingCheck) new ScriptedCheck(failure))
                        .toList())
                .failure(RECORDING, CONTEXT);
    }

    @Test
    void is_empty_when_all_pass() {
        assertThat(new Checks(List.of(new ScriptedCheck(null))).failure(RECORDING, CONTEXT))
                .isEmpty();
    }

    @Test
    void prefers_a_broken_expectation_to_a_suspicion_and_keeps_both() {
        Throwable suspicion = new SuspicionError("leaks", new NoSuspicion(), new Throwable());
        Throwable budget = new AssertionError("5 opens");

        assertThat(failure(suspicion, budget)).containsSame(budget);
        assertThat(budget.getSuppressed()).containsExactly(suspicion);
    }

    @Test
    void throws_the_first_suspicion_where_there_is_nothing_else() {
        Throwable first = new SuspicionError("leaks", new NoSuspicion(), new Throwable());
        Throwable second = new SuspicionError("leaks more", new NoSuspicion(), new Throwable());

        assertThat(failure(first, second)).containsSame(first);
        assertThat(first.getSuppressed()).containsExactly(second);
    }

    @Test
    void reports_what_only_warns() {
        CONFIGURATION.put("ringfence.verdict.scripted", "warn");

        assertThat(failure(new AssertionError("5 opens"))).isEmpty();
        assertThat(REPORTED)
                .isEqualTo(
                        Map.of("ringfence.warning.scripted", "5 opens\nwarning only: ringfence.verdict.scripted=warn"));
    }

    @Test
    void has_a_suspicion_confirmed_that_only_warns_but_prefers_any_failure_to_it() {
        CONFIGURATION.put("ringfence.verdict.scripted", "warn");
        Throwable suspicion = new SuspicionError("leaks", new NoSuspicion(), new Throwable());

        assertThat(failure(suspicion))
                .hasValueSatisfying(thrown -> assertThat(thrown)
                        .isInstanceOfSatisfying(
                                SuspicionError.class,
                                warning -> assertThat(warning.suspicion().warning())
                                        .contains("scripted")));
        assertThat(failure(suspicion, new IllegalStateException("broken")))
                .hasValueSatisfying(thrown -> assertThat(thrown).hasMessage("broken"));
    }

    @Test
    void fails_on_misuse_though_the_check_only_warns() {
        CONFIGURATION.put("ringfence.verdict.scripted", "warn");

        assertThat(failure(new ExtensionConfigurationException("no such glob"))).isPresent();
    }

    @Test
    void does_not_make_a_check_that_is_off() {
        CONFIGURATION.put("ringfence.verdict.scripted", "off");

        assertThat(failure(new IllegalStateException("made"))).isEmpty();
        assertThat(REPORTED).isEmpty();
    }

    @Test
    void fails_on_a_warning_where_it_is_strict() {
        CONFIGURATION.put("ringfence.verdict.scripted", "warn");
        CONFIGURATION.put("ringfence.strict", "true");
        Throwable budget = new AssertionError("5 opens");

        assertThat(failure(budget)).containsSame(budget);
    }

    @Test
    void numbers_invocations() {
        assertThat(TestCheckContext.invocation("[engine:junit-jupiter]/[class:A]/[method:m()]"))
                .isEmpty();
        assertThat(TestCheckContext.invocation(
                        "[engine:e]/[class:A]/[test-template:m(int)]/[test-template-invocation:#12]"))
                .isEqualTo("[12]");
        assertThat(TestCheckContext.invocation(
                        "[engine:e]/[class:A]/[test-factory:m()]/[dynamic-container:#1]/[dynamic-test:#2]"))
                .isEqualTo("[1][2]");
    }

    private static final class NoSuspicion implements Suspicion {
        @Override
        public String key() {
            return "@NoFdLeak";
        }

        @Override
        public dev.ringfence.ledger.Growth growth() {
            return dev.ringfence.ledger.Growth.none();
        }

        @Override
        public int rounds() {
            return 0;
        }

        @Override
        public AssertionError failure(dev.ringfence.ledger.SeriesVerdict verdict) {
            return new AssertionError(verdict);
        }

        @Override
        public AssertionError unconfirmed(Throwable whatTheRunAgainThrew) {
            return new AssertionError(whatTheRunAgainThrew);
        }
    }
}
