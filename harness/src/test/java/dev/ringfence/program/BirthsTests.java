package dev.ringfence.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.trace.stop.Stop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BirthsTests {
    private final Tracees tracees = new Tracees();
    private final List<Integer> told = new ArrayList<>();
    private final Births births = new Births(tracees, new CallCounts(StatusFilter.ALL), told::add);

    @Test
    void a_thread_that_was_announced_is_waited_for() {
        births.announced(12);
        assertThat(births.anyExpected()).isTrue();
        assertThat(tracees.isEmpty()).isTrue();

        assertThat(births.first(12, new Stop.Fresh())).isNotNull();

        assertThat(births.anyExpected()).isFalse();
        assertThat(told).containsExactly(12);
    }

    @Test
    void a_thread_that_comes_before_it_is_announced_is_not_waited_for_afterwards() {
        births.first(12, new Stop.Fresh());
        births.announced(12);
        assertThat(births.anyExpected()).isFalse();

        births.announced(12); // the number was given to another one
        assertThat(births.anyExpected()).isTrue();
    }

    @Test
    void a_thread_that_is_killed_before_its_first_stop_is_not_waited_for() {
        births.announced(12);
        assertThat(births.first(12, new Stop.Killed(9))).isNull();
        assertThat(births.anyExpected()).isFalse();
        assertThat(told).isEmpty();
    }
}
