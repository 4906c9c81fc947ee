package dev.ringfence.samples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTests {

    @Test
    void takes_the_middle_value() {
        assertThat(Nanos.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
        assertThat(Nanos.median(List.of(9.0, 1.0, 5.0, 6.0))).isEqualTo(5.5);
    }

    @Test
    void writes_a_time_in_the_unit_that_suits_it() {
        assertThat(Nanos.text(1_250_000_000)).isEqualTo("1.25 s");
        assertThat(Nanos.text(3_100_000)).isEqualTo("3.10 ms");
        assertThat(Nanos.text(21_600)).isEqualTo("21.6 µs");
        assertThat(Nanos.text(480)).isEqualTo("480 ns");
    }

    @Test
    void knows_when_a_limit_is_exceeded() {
        assertThat(Limit.more(100).holds(1000, 1100)).isTrue();
        assertThat(Limit.more(100).holds(1000, 1101)).isFalse();
        assertThat(Limit.times(1.03).holds(1000, 1030)).isTrue();
        assertThat(Limit.times(1.03).holds(1000, 1031)).isFalse();
    }

    @Test
    void a_limit_says_what_it_compares_with() {
        assertThat(Limit.more(300_000)).hasToString("+300.0 µs");
        assertThat(Limit.times(1.03)).hasToString("x 1.03");
        assertThat(Limit.times(1.03).than(Way.EMPTY_FILTER)).hasToString("x 1.03 of empty filter");
        assertThat(Limit.more(5).than(Way.RINGFENCE, Measure.OBSERVED)).hasToString("+5 ns to the line above");
        assertThat(Limit.atMost(3_000_000)).hasToString("at most 3.00 ms");
        assertThat(Limit.atMost(3_000_000).holds(9, 3_000_000)).isTrue();
        assertThat(Limit.atMost(3_000_000).holds(9, 3_000_001)).isFalse();
        assertThat(Limit.none().isJudged()).isFalse();
        assertThat(Limit.none().holds(1, 1e15)).isTrue();
    }
}
