package dev.ringfence.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsCodecTests {

    @Test
    void what_is_put_in_comes_out() {
        RoundValues rounds = new RoundValues(List.of(5L, 6L, 5L));
        TestFindings findings = new TestFindings(
                new TreeMap<>(Map.of("opens", 4L, "peak-descriptors", 0L)),
                true,
                new TreeMap<>(Map.of(
                        "opens", new BudgetFinding.Kept(3, 4, 1),
                        "closes", new BudgetFinding.Exceeded(rounds, 2, 1, new Locked.Value(5, 1)),
                        "polls", new BudgetFinding.Exceeded(rounds, 2, 1, new Locked.Unfit()),
                        "renames", new BudgetFinding.Measured(rounds, new Locked.Value(5, 1)),
                        "unlinks", new BudgetFinding.Measured(rounds, new Locked.Unfit()),
                        "reads", new BudgetFinding.NotJudged(),
                        "writes", new BudgetFinding.NotLocked(),
                        "bytes-read", new BudgetFinding.Unknown("a gap: 3 stops, and more"))),
                List.of("/work/target/ringfence/A.html", "/work/target/ringfence/A.json"));

        assertThat(FindingsCodec.decode(FindingsCodec.encode(findings))).isEqualTo(findings);
    }

    @Test
    void nothing_comes_out_as_nothing() {
        TestFindings nothing = new TestFindings(new TreeMap<>(), false, new TreeMap<>(), List.of());

        assertThat(FindingsCodec.decode(FindingsCodec.encode(nothing))).isEqualTo(nothing);
    }

    @ParameterizedTest
    @CsvSource({
        "number.opens, x",
        "number.opens, -1",
        "complete, yes",
        "budget.opens, kept 1 2",
        "budget.opens, broken 1 2",
        "budget.opens, measured 1 x 3",
        "somebody, 1"
    })
    void what_is_not_of_this_codec_is_refused(String key, String value) {
        assertThatThrownBy(() -> FindingsCodec.decode(Map.of(key, value))).isInstanceOf(KernelTextException.class);
    }
}
