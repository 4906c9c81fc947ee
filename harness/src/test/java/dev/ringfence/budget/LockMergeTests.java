package dev.ringfence.budget;

import static dev.ringfence.budget.Locks.JDK17;
import static dev.ringfence.budget.Locks.JDK25;
import static dev.ringfence.budget.Locks.lock;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LockMergeTests {
    private static BudgetLock opens(long number) {
        return lock().line(JDK17, "A#a()", "opens", number).build();
    }

    private static LockMerge.Conflict conflict(Map<Integer, Locked> said) {
        return new LockMerge.Conflict(JDK17, new LockKey("A#a()", "opens"), said);
    }

    private static Locked value(long number) {
        return new Locked.Value(number, 0);
    }

    @Test
    void lines_of_all_parts_are_there() {
        BudgetLock other = lock().line(JDK17, "B#b()", "opens", 2)
                .line(JDK25, "A#a()", "opens", 9)
                .build();

        assertThat(LockMerge.of(List.of(opens(1), other)))
                .isEqualTo(new LockMerge(
                        lock().line(JDK17, "A#a()", "opens", 1)
                                .line(JDK17, "B#b()", "opens", 2)
                                .line(JDK25, "A#a()", "opens", 9)
                                .build(),
                        List.of()));
    }

    @Test
    void what_parts_agree_on_is_no_conflict() {
        assertThat(LockMerge.of(List.of(opens(4), opens(4)))).isEqualTo(new LockMerge(opens(4), List.of()));
    }

    @Test
    void without_a_base_two_numbers_are_a_conflict() {
        assertThat(LockMerge.of(List.of(opens(4), opens(5))).conflicts())
                .containsExactly(conflict(Map.of(0, value(4), 1, value(5))));
    }

    @Test
    void a_number_and_unfit_are_a_conflict() {
        BudgetLock unfit =
                lock().line(JDK17, "A#a()", "opens", new Locked.Unfit()).build();

        assertThat(LockMerge.of(List.of(opens(4), unfit)).conflicts())
                .containsExactly(conflict(Map.of(0, value(4), 1, new Locked.Unfit())));
    }

    @Test
    void with_a_base_the_part_that_changed_the_line_wins_whether_it_is_larger_or_smaller() {
        assertThat(LockMerge.of(opens(4), List.of(opens(4), opens(3), opens(4))))
                .isEqualTo(new LockMerge(opens(3), List.of()));
        assertThat(LockMerge.of(opens(4), List.of(opens(5), opens(4)))).isEqualTo(new LockMerge(opens(5), List.of()));
    }

    @Test
    void with_a_base_two_changes_are_a_conflict() {
        assertThat(LockMerge.of(opens(4), List.of(opens(4), opens(3), opens(5))).conflicts())
                .containsExactly(conflict(Map.of(0, value(4), 1, value(3), 2, value(5))));
    }

    @Test
    void with_a_base_the_same_change_in_two_parts_is_none() {
        assertThat(LockMerge.of(opens(4), List.of(opens(3), opens(3)))).isEqualTo(new LockMerge(opens(3), List.of()));
    }

    @Test
    void with_a_base_a_line_that_one_part_removed_is_gone() {
        assertThat(LockMerge.of(opens(4), List.of(opens(4), BudgetLock.empty())))
                .isEqualTo(new LockMerge(BudgetLock.empty(), List.of()));
        assertThat(LockMerge.of(opens(4), List.of(BudgetLock.empty(), BudgetLock.empty())))
                .isEqualTo(new LockMerge(BudgetLock.empty(), List.of()));
    }

    @Test
    void with_a_base_a_line_that_one_part_removed_and_another_changed_is_a_conflict() {
        assertThat(LockMerge.of(opens(4), List.of(opens(5), BudgetLock.empty())).conflicts())
                .containsExactly(conflict(Map.of(0, value(5))));
    }

    @Test
    void a_line_that_one_part_added_is_there() {
        assertThat(LockMerge.of(BudgetLock.empty(), List.of(opens(5), BudgetLock.empty())))
                .isEqualTo(new LockMerge(opens(5), List.of()));
    }

    @Test
    void with_a_base_a_line_that_no_part_changed_stays() {
        assertThat(LockMerge.of(opens(4), List.of(opens(4), opens(4)))).isEqualTo(new LockMerge(opens(4), List.of()));
    }
}
