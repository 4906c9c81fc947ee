package dev.ringfence.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundValuesTests {
    private static final Tolerance ONE = new Tolerance(1, 0);

    private static RoundValues rounds(Long... values) {
        return new RoundValues(List.of(values));
    }

    @Test
    void the_median_is_the_middle_one_of_the_sorted() {
        assertThat(rounds(9L, 1L, 5L).median()).isEqualTo(5);
        assertThat(rounds(7L).median()).isEqualTo(7);
    }

    @Test
    void of_two_in_the_middle_the_median_is_the_smaller() {
        assertThat(rounds(8L, 1L, 5L, 4L).median()).isEqualTo(4);
        assertThat(rounds(2L, 1L).median()).isEqualTo(1);
    }

    @Test
    void the_spread_is_from_the_smallest_to_the_largest() {
        assertThat(rounds(8L, 1L, 5L).spread()).isEqualTo(7);
        assertThat(rounds(3L, 3L).spread()).isZero();
    }

    @Test
    void rounds_repeat_up_to_the_tolerance() {
        assertThat(rounds(4L, 5L).repeats(ONE)).isTrue();
        assertThat(rounds(4L, 6L).repeats(ONE)).isFalse();
        assertThat(rounds(4L, 5L).repeats(new Tolerance(0, 0))).isFalse();
    }

    @Test
    void what_repeats_is_locked_and_what_does_not_is_unfit() {
        assertThat(Locked.of(rounds(4L, 5L, 5L), ONE)).isEqualTo(new Locked.Value(5, 1));
        assertThat(Locked.of(rounds(4L, 5L, 6L), ONE)).isEqualTo(new Locked.Unfit());
    }

    @Test
    void there_is_at_least_one_round() {
        assertThatThrownBy(() -> new RoundValues(List.of())).hasMessage("values must not be empty");
    }

    @Test
    void a_tolerance_is_the_larger_of_a_number_and_a_part() {
        assertThat(new Tolerance(2, 10).of(10)).isEqualTo(2);
        assertThat(new Tolerance(2, 10).of(29)).isEqualTo(2);
        assertThat(new Tolerance(2, 10).of(30)).isEqualTo(3);
        assertThat(new Tolerance(0, 5).of(19)).isZero();
        assertThat(new Tolerance(0, 5).of(20)).isEqualTo(1);
        assertThat(new Tolerance(0, 150).of(3)).isEqualTo(4);
        assertThat(new Tolerance(0, 50).of(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE / 2);
    }

    @Test
    void a_tolerance_is_not_negative() {
        assertThatThrownBy(() -> new Tolerance(-1, 0)).hasMessage("absolute must not be negative but was -1");
        assertThatThrownBy(() -> new Tolerance(0, -1)).hasMessage("percent must not be negative but was -1");
    }
}
