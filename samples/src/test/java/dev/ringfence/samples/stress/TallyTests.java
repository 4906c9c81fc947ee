package dev.ringfence.samples.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.samples.running.Verdict;
import dev.ringfence.samples.stress.Tally.Expected;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.launcher.TestIdentifier;

class TallyTests {
    private static final String LEAK = "at Program.run(Program.java:20)\nconfirmed: 12 of 12 more runs grew";

    @Test
    void counts_passes_as_right_where_passes_are_expected() {
        Tally tally = new Tally(Expected.PASS);
        tally.add(2, List.of(passed(), failed(LEAK)));

        assertThat(tally.right()).isEqualTo(1);
        assertThat(tally.wrong()).hasSize(1);
    }

    @Test
    void counts_confirmed_leaks_as_right_where_leaks_are_expected() {
        Tally tally = new Tally(Expected.LEAK);
        tally.add(4, List.of(failed(LEAK), passed(), failed("not confirmed (Program.java:20)"), failed("confirmed: ")));

        assertThat(tally.right()).isEqualTo(1);
        assertThat(tally.wrong()).hasSize(3);
    }

    @Test
    void counts_a_run_without_a_verdict_as_wrong() {
        Tally tally = new Tally(Expected.PASS);
        tally.add(3, List.of(passed()));

        assertThat(tally.runs()).isEqualTo(3);
        assertThat(tally.wrong()).hasSize(2);
    }

    @Test
    void tells_what_went_wrong_once() {
        Tally tally = new Tally(Expected.PASS);
        tally.add(1, List.of(failed("first")));
        assertThat(tally.takeNews())
                .singleElement()
                .asString()
                .startsWith("wrong: ")
                .contains("first");
        assertThat(tally.takeNews()).isEmpty();

        tally.add(1, List.of(failed("second")));
        assertThat(tally.takeNews()).singleElement().asString().contains("second");
        assertThat(tally.isFaultless()).isFalse();
    }

    @Test
    void reads_options() {
        assertThat(StressOptions.of(List.of("--load", "--runs", "20", "--batch", "5")))
                .isEqualTo(new StressOptions(20, 5, true));
        assertThat(StressOptions.of(List.of())).isEqualTo(new StressOptions(1000, 50, false));
        assertThatThrownBy(() -> StressOptions.of(List.of("--fast"))).hasMessage("there is no option --fast");
        assertThatThrownBy(() -> StressOptions.of(List.of("--runs"))).hasMessage("--runs needs a number");
    }

    private static Verdict passed() {
        return verdict(TestExecutionResult.successful());
    }

    private static Verdict failed(String message) {
        return verdict(TestExecutionResult.failed(new AssertionError(message)));
    }

    private static Verdict verdict(TestExecutionResult result) {
        UniqueId id = UniqueId.forEngine("ringfence").append("method", "m");
        TestDescriptor test = new AbstractTestDescriptor(id, "m()") {
            @Override
            public Type getType() {
                return Type.TEST;
            }
        };
        return new Verdict(TestIdentifier.from(test), result, Map.of());
    }
}
