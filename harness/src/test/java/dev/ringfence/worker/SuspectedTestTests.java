package dev.ringfence.worker;

import static dev.ringfence.worker.Suspicions.LOAD;
import static dev.ringfence.worker.Suspicions.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ringfence.jupiter.SuspicionError;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuspectedTestTests {
    private static final int ROUNDS = 12;

    private static SuspicionError leak(String key) {
        return Suspicions.of(key, Map.of(STORE, 1));
    }

    private static int run(SuspectedTest test, Optional<Throwable> result) {
        int runs = 0;
        while (test.decision().isEmpty()) {
            test.ranAgain(result);
            runs++;
        }
        return runs;
    }

    private static Throwable failure(SuspectedTest test) {
        return ((SuspectedTest.Fails) test.decision().orElseThrow()).failure();
    }

    @Test
    void passes_when_only_the_first_run_grew() {
        SuspectedTest test = new SuspectedTest(leak("@NoFdLeak"), ROUNDS);

        assertThat(run(test, Optional.empty())).isEqualTo(3);
        assertThat(test.decision())
                .contains(new SuspectedTest.Passes(Map.of(
                        "ringfence.first-use",
                        "what was left open did not grow over 4 runs, as with the first use of something: "
                                + STORE.label())));
    }

    @Test
    void passes_with_a_warning_when_every_run_grew_and_the_check_only_warns() {
        SuspectedTest test = new SuspectedTest(Suspicions.warning("no-fd-leak", leak("@NoFdLeak")), ROUNDS);

        assertThat(run(test, Optional.of(Suspicions.warning("no-fd-leak", leak("@NoFdLeak")))))
                .isEqualTo(ROUNDS);
        assertThat(entries(test))
                .hasSize(1)
                .hasEntrySatisfying(
                        "ringfence.warning.no-fd-leak", text -> assertThat(text).startsWith("LEAK: @NoFdLeak: Leak"));
    }

    @Test
    void passes_with_a_warning_when_it_cannot_be_run_again_and_the_check_only_warns() {
        SuspectedTest test = new SuspectedTest(Suspicions.warning("no-fd-leak", leak("@NoFdLeak")), ROUNDS);

        test.ranAgain(Optional.of(new IllegalStateException("the port is taken")));

        assertThat(entries(test)).isEqualTo(Map.of("ringfence.warning.no-fd-leak", "@NoFdLeak unconfirmed"));
    }

    @Test
    void fails_by_what_does_not_only_warn() {
        SuspectedTest test = new SuspectedTest(Suspicions.warning("no-fd-leak", leak("@NoFdLeak")), ROUNDS);

        // The warning hid it in the first run only.
        run(test, Optional.of(leak("assertNoFdLeak() at UploadIT.java:31")));

        assertThat(failure(test)).hasMessageStartingWith("assertNoFdLeak() at UploadIT.java:31: Leak");
    }

    private static Map<String, String> entries(SuspectedTest test) {
        return ((SuspectedTest.Passes) test.decision().orElseThrow()).entries();
    }

    @Test
    void fails_when_every_run_grew() {
        SuspectedTest test = new SuspectedTest(leak("@NoFdLeak"), ROUNDS);

        assertThat(run(test, Optional.of(leak("@NoFdLeak")))).isEqualTo(ROUNDS);
        assertThat(failure(test)).hasMessageContaining("Leak").hasMessageContaining("grown=12, runs=12");
    }

    @Test
    void prefers_the_number_of_rounds_of_the_suspicion() {
        SuspectedTest test = new SuspectedTest(Suspicions.of("k", Map.of(STORE, 1), 5, false), ROUNDS);

        assertThat(run(test, Optional.of(Suspicions.of("k", Map.of(STORE, 1), 5, false))))
                .isEqualTo(5);
    }

    @Test
    void is_sure_after_three_runs_when_the_collector_closed_all() {
        SuspectedTest test = new SuspectedTest(Suspicions.of("k", Map.of(STORE, 1), 0, true), ROUNDS);

        assertThat(run(test, Optional.of(Suspicions.of("k", Map.of(STORE, 1), 0, true))))
                .isEqualTo(3);
        assertThat(failure(test)).hasMessageContaining("Leak");
    }

    @Test
    void judges_each_key_by_its_own_series() {
        SuspectedTest test = new SuspectedTest(leak("assertNoFdLeak() at UploadIT.java:31"), ROUNDS);

        // The first assertion passes from now on; the second one, which it hid, grows in every run.
        int runs = run(test, Optional.of(leak("assertNoFdLeak() at UploadIT.java:32")));

        assertThat(runs).isEqualTo(ROUNDS + 1);
        assertThat(failure(test)).hasMessageStartingWith("assertNoFdLeak() at UploadIT.java:32: Leak");
    }

    @Test
    void shows_the_evidence_of_a_run_that_has_all_sites_of_the_leak() {
        SuspectedTest test = new SuspectedTest(Suspicions.of("k", Map.of(LOAD, 3)), ROUNDS);

        run(test, Optional.of(Suspicions.of("k", Map.of(STORE, 1))));

        assertThat(failure(test)).hasMessageContaining("Leak").hasMessageEndingWith("seen in [" + STORE + "]");
    }

    @Test
    void fails_unconfirmed_when_the_run_again_throws_something_else() {
        SuspectedTest test = new SuspectedTest(leak("k"), ROUNDS);
        Throwable other = new IllegalStateException("the port is taken");

        test.ranAgain(Optional.of(other));

        assertThat(failure(test)).hasMessage("k unconfirmed").hasCause(other);
        assertThatIllegalStateException().isThrownBy(() -> test.ranAgain(Optional.empty()));
    }

    @Test
    void does_not_run_a_test_again_that_failed_in_another_way_as_well() {
        SuspicionError error = leak("k");
        error.addSuppressed(new AssertionError("@AfterEach"));

        SuspectedTest test = new SuspectedTest(error, ROUNDS);

        assertThat(failure(test)).hasMessage("k unconfirmed").hasRootCauseMessage("@AfterEach");
    }

    @Test
    void ends_where_every_run_is_suspected_under_another_key() {
        SuspectedTest test = new SuspectedTest(leak("k0"), ROUNDS);
        int runs = 0;
        while (test.decision().isEmpty()) test.ranAgain(Optional.of(leak("k" + ++runs)));

        assertThat(runs).isEqualTo(3 * ROUNDS);
        assertThat(failure(test)).hasMessageContaining("CannotTell");
    }
}
