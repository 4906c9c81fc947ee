package dev.ringfence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunGrowthsTests {
    private static final Site SITE = new Site("a", "A.java:1");
    private static final Growth ONE = new Growth(Map.of(SITE, 1));

    /** A run that left one descriptor open, which the next run finds open, or closed by the program. */
    private enum Run {
        LEAKS,
        REPLACES
    }

    private static List<Growth> growths(List<Optional<Run>> runs) {
        return RunGrowths.of(runs, run -> ONE, (run, next) -> next == Run.REPLACES ? Growth.none() : ONE);
    }

    private static SeriesVerdict verdict(List<Optional<Run>> runs) {
        return GrowthSeries.judge(growths(runs), Rounds.DEFAULT, false);
    }

    private static List<Optional<Run>> times(int count, Run run) {
        return java.util.Collections.nCopies(count, Optional.of(run));
    }

    @Test
    void what_every_run_replaces_does_not_grow() {
        assertThat(growths(times(4, Run.REPLACES))).containsExactly(ONE, Growth.none(), Growth.none(), Growth.none());
        assertThat(verdict(times(4, Run.REPLACES))).isInstanceOf(SeriesVerdict.Ended.class);
    }

    @Test
    void what_every_run_leaves_grows() {
        assertThat(growths(times(3, Run.LEAKS))).containsExactly(ONE, ONE, ONE);
        assertThat(verdict(times(13, Run.LEAKS))).isInstanceOf(SeriesVerdict.Leak.class);
    }

    @Test
    void a_run_that_leaves_nothing_says_nothing_of_the_run_before_it() {
        assertThat(growths(List.of(Optional.of(Run.LEAKS), Optional.of(Run.LEAKS), Optional.empty())))
                .containsExactly(ONE, ONE, Growth.none());
    }

    @Test
    void the_last_run_counts_where_the_one_before_it_stayed() {
        assertThat(growths(List.of(Optional.of(Run.LEAKS), Optional.of(Run.LEAKS), Optional.of(Run.REPLACES))))
                .containsExactly(ONE, Growth.none(), Growth.none());
    }
}
