package dev.ringfence.budget;

import static dev.ringfence.budget.Locks.JDK17;
import static dev.ringfence.budget.Locks.JDK25;
import static dev.ringfence.budget.Locks.lock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class LockDiffTests {
    private static final Locked FOUR = new Locked.Value(4, 0);
    private static final Locked FIVE = new Locked.Value(5, 0);

    @Test
    void equal_locks_do_not_differ() {
        BudgetLock lock = lock().line(JDK17, "A#a()", "opens", 4).build();

        assertThat(LockDiff.between(lock, lock).changes()).isEmpty();
    }

    @Test
    void tells_what_was_added_removed_and_changed_sorted() {
        BudgetLock older = lock().line(JDK17, "B#b()", "opens", 4)
                .line(JDK17, "A#a()", "opens", 4)
                .line(JDK17, "C#c()", "opens", 4)
                .build();
        BudgetLock newer = lock().line(JDK17, "B#b()", "opens", 5)
                .line(JDK17, "A#a()", "opens", 4)
                .line(JDK25, "A#a()", "opens", 4)
                .build();

        assertThat(LockDiff.between(older, newer).changes())
                .containsExactly(
                        new LockDiff.Changed(JDK17, new LockKey("B#b()", "opens"), FOUR, FIVE),
                        new LockDiff.Removed(JDK17, new LockKey("C#c()", "opens"), FOUR),
                        new LockDiff.Added(JDK25, new LockKey("A#a()", "opens"), FOUR));
    }

    @Test
    void another_spread_is_a_change() {
        BudgetLock older = lock().line(JDK17, "A#a()", "opens", 4).build();
        BudgetLock newer =
                lock().line(JDK17, "A#a()", "opens", new Locked.Value(4, 1)).build();

        assertThat(LockDiff.between(older, newer).changes()).hasSize(1);
    }

    @Test
    void a_change_says_what_it_is_about() {
        LockKey key = new LockKey("A#a()", "opens");

        assertThatNullPointerException()
                .isThrownBy(() -> new LockDiff.Added(null, key, FOUR))
                .withMessage("profile");
        assertThatNullPointerException()
                .isThrownBy(() -> new LockDiff.Removed(JDK17, null, FOUR))
                .withMessage("key");
        assertThatNullPointerException()
                .isThrownBy(() -> new LockDiff.Changed(JDK17, key, null, FOUR))
                .withMessage("locked");
    }
}
