package dev.ringfence.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EarlyTraceesTests {
    private static final int CHILD = 4711;
    private static final int OTHER = 4712;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final EarlyTracees early = new EarlyTracees(nanos::get);

    @Test
    void goes_on_when_its_parent_has_told_of_it() {
        assertThat(early.hold(CHILD)).isTrue();

        assertThat(early.told(OTHER)).isEmpty();
        assertThat(early.told(CHILD)).containsExactly(CHILD);
        assertThat(early.isEmpty()).isTrue();
        assertThat(early.told(CHILD)).isEmpty();
    }

    @Test
    void goes_on_when_its_parent_says_nothing_for_two_seconds() {
        early.hold(CHILD);
        pass(Duration.ofSeconds(1));
        early.hold(OTHER);

        pass(Duration.ofMillis(999));
        assertThat(early.overdue()).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(early.overdue()).containsExactly(CHILD);
        assertThat(early.isEmpty()).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(early.overdue()).containsExactly(OTHER);
        assertThat(early.isEmpty()).isTrue();
    }

    /** SIGCONT after a group stop is reported as a first stop is. */
    @Test
    void is_not_held_again_after_that() {
        early.hold(CHILD);
        pass(Duration.ofSeconds(2));
        early.overdue();

        assertThat(early.hold(CHILD)).isFalse();
        assertThat(early.isEmpty()).isTrue();
    }

    @Test
    void is_held_again_where_the_number_is_that_of_another_one_now() {
        early.hold(CHILD);
        early.hold(OTHER);
        pass(Duration.ofSeconds(2));
        early.overdue();

        early.forget(CHILD);
        early.told(OTHER);

        assertThat(early.hold(CHILD)).isTrue();
        assertThat(early.hold(OTHER)).isTrue();
    }

    @Test
    void is_not_waited_for_when_it_is_gone() {
        early.hold(CHILD);

        early.forget(CHILD);

        assertThat(early.isEmpty()).isTrue();
        assertThat(early.told(CHILD)).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
