package dev.ringfence.budget;

import static dev.ringfence.budget.Locks.JDK17;
import static dev.ringfence.budget.Locks.JDK25;
import static dev.ringfence.budget.Locks.lock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BudgetLockTests {
    private static final BudgetLock LOCK = lock().line(JDK17, "A#a()", "opens", 1)
            .line(JDK17, "A#a()", "polls", new Locked.Unfit())
            .line(JDK17, "A#a()[2]", "opens", 2)
            .line(JDK17, "A#b()", "opens", 3)
            .line(JDK25, "A#a()", "opens", 4)
            .build();

    @Test
    void a_test_has_its_own_lines_of_the_profile() {
        assertThat(LOCK.of(JDK17, "A#a()"))
                .isEqualTo(Map.of("opens", new Locked.Value(1, 0), "polls", new Locked.Unfit()));
        assertThat(LOCK.of(JDK17, "A#a()[2]")).isEqualTo(Map.of("opens", new Locked.Value(2, 0)));
        assertThat(LOCK.of(JDK25, "A#a()")).isEqualTo(Map.of("opens", new Locked.Value(4, 0)));
        assertThat(LOCK.of(JDK17, "A#c()")).isEmpty();
        assertThat(LOCK.of("alpine jdk17", "A#a()")).isEmpty();
    }

    @Test
    void another_section_takes_the_place_of_that_of_its_profile_alone() {
        LockKey key = new LockKey("B#b()", "opens");

        BudgetLock changed = LOCK.with(JDK17, Map.of(key, new Locked.Value(9, 0)));

        assertThat(changed)
                .isEqualTo(lock().line(JDK17, "B#b()", "opens", 9)
                        .line(JDK25, "A#a()", "opens", 4)
                        .build());
    }

    @Test
    void a_profile_without_lines_has_no_section() {
        assertThat(LOCK.with(JDK25, Map.of()).sections()).containsOnlyKeys(JDK17);
    }

    @Test
    void what_is_locked_is_not_negative() {
        assertThatThrownBy(() -> new Locked.Value(-1, 0)).hasMessage("median must not be negative but was -1");
        assertThatThrownBy(() -> new Locked.Value(0, -1)).hasMessage("spread must not be negative but was -1");
        assertThatThrownBy(() -> Amount.Known.of(-1)).hasMessage("value must not be negative but was -1");
    }

    @Test
    void findings_are_completed_one_part_at_a_time() {
        TestFindings findings =
                new TestFindings(new TreeMap<>(Map.of("opens", 4L)), true, new TreeMap<>(), List.of("a.html"));
        TreeMap<String, BudgetFinding> budgets = new TreeMap<>(Map.of("opens", new BudgetFinding.Kept(4, 4, 0)));

        assertThat(findings.withBudgets(budgets).withReports(List.of("b.html")))
                .isEqualTo(new TestFindings(findings.numbers(), true, budgets, List.of("b.html")));
    }
}
