package dev.ringfence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.Scope;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.ledger.LedgerResult.Disagreement;
import dev.ringfence.ledger.LedgerResult.Kind;
import dev.ringfence.testing.Calls;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerTests {
    private final Calls calls = new Calls();
    private final Ledger ledger = new Ledger(Calls.WORKER, Set.of(0, 1, 2));

    private SyscallEvent apply(SyscallEvent event) {
        ledger.apply(event);
        return event;
    }

    private LedgerResult finish(Integer... openAfter) {
        return ledger.finish(Set.of(openAfter), Set.of());
    }

    private static DescriptorLife life(int fd, FdKind kind, Opening opening, Ending ending) {
        return new DescriptorLife(new Fd(fd), kind, opening, ending);
    }

    private static Ending closedBy(SyscallEvent event) {
        return new Ending.Closed(event.atNanos(), event.actor(), event.name());
    }

    private static DescriptorLife standard(int fd) {
        return life(fd, FdKind.OTHER, new Opening.Before(), new Ending.StillOpen());
    }

    // --- Opening and closing ---

    @Test
    void what_is_opened_and_closed_lives_in_between() {
        SyscallEvent open = apply(calls.open(3, "/tmp/a"));
        assertThat(ledger.anyLeftOpenByTest()).isTrue();
        assertThat(ledger.openNow()).containsExactly(0, 1, 2, 3);
        SyscallEvent close = apply(calls.close(3));
        assertThat(ledger.anyLeftOpenByTest()).isFalse();
        assertThat(finish(0, 1, 2))
                .isEqualTo(new LedgerResult(
                        List.of(
                                standard(0),
                                standard(1),
                                standard(2),
                                life(3, FdKind.FILE, new Opening.Seen(open, null), closedBy(close))),
                        List.of(),
                        1));
    }

    @Test
    void a_number_that_is_reused_has_several_lives() {
        SyscallEvent first = apply(calls.open(3, "/tmp/a"));
        SyscallEvent close = apply(calls.close(3));
        SyscallEvent second = apply(calls.socket(3));
        assertThat(finish(0, 1, 2, 3).lives())
                .filteredOn(life -> life.fd().value() == 3)
                .containsExactly(
                        life(3, FdKind.FILE, new Opening.Seen(first, null), closedBy(close)),
                        life(3, FdKind.SOCKET, new Opening.Seen(second, null), new Ending.StillOpen()));
    }

    @Test
    void lives_are_in_the_order_of_their_opening() {
        apply(calls.open(5, "/tmp/a"));
        apply(calls.open(3, "/tmp/b"));
        assertThat(finish(0, 1, 2, 3, 5, 9, 8).lives())
                .extracting(life -> life.fd().value())
                .containsExactly(0, 1, 2, 5, 3, 8, 9);
    }

    @Test
    void a_call_may_make_two() {
        SyscallEvent pipe = apply(calls.pipe(3, 4));
        assertThat(finish(0, 1, 2, 3, 4).lives())
                .contains(
                        life(3, FdKind.PIPE, new Opening.Seen(pipe, null), new Ending.StillOpen()),
                        life(4, FdKind.PIPE, new Opening.Seen(pipe, null), new Ending.StillOpen()));
        assertThat(ledger.peak()).isEqualTo(2);
    }

    @Test
    void what_was_there_before_may_be_closed() {
        SyscallEvent close = apply(calls.close(1));
        assertThat(finish(0, 2).lives()).contains(life(1, FdKind.OTHER, new Opening.Before(), closedBy(close)));
        assertThat(finish(0, 2).disagreements()).isEmpty();
    }

    @Test
    void closing_a_number_that_is_not_open_changes_nothing() {
        apply(calls.close(99));
        apply(calls.closeRange(50, Integer.MAX_VALUE));
        assertThat(finish(0, 1, 2))
                .isEqualTo(new LedgerResult(List.of(standard(0), standard(1), standard(2)), List.of(), 0));
    }

    @Test
    void a_range_is_closed_with_both_ends() {
        apply(calls.open(3, "/a"));
        apply(calls.open(4, "/b"));
        apply(calls.open(5, "/c"));
        apply(calls.open(6, "/d"));
        SyscallEvent range = apply(calls.closeRange(4, 5));
        LedgerResult result = finish(0, 1, 2, 3, 6);
        assertThat(result.disagreements()).isEmpty();
        assertThat(result.lives())
                .filteredOn(life -> life.ending().equals(closedBy(range)))
                .extracting(life -> life.fd().value())
                .containsExactly(4, 5);
    }

    // --- Copies ---

    @Test
    void a_copy_is_of_the_kind_of_its_source_and_lives_by_itself() {
        apply(calls.socket(3));
        SyscallEvent dup = apply(calls.dup(3, 4));
        apply(calls.close(3));
        assertThat(finish(0, 1, 2, 4).lives())
                .contains(life(4, FdKind.SOCKET, new Opening.Seen(dup, new Fd(3)), new Ending.StillOpen()));
    }

    @Test
    void dup2_closes_what_it_writes_over() {
        SyscallEvent open = apply(calls.open(5, "/a"));
        SyscallEvent dup2 = apply(calls.dup2(1, 5));
        LedgerResult result = finish(0, 1, 2, 5);
        assertThat(result.disagreements()).isEmpty();
        assertThat(result.lives())
                .endsWith(
                        life(5, FdKind.FILE, new Opening.Seen(open, null), closedBy(dup2)),
                        life(5, FdKind.OTHER, new Opening.Seen(dup2, new Fd(1)), new Ending.StillOpen()));
        assertThat(result.peak()).isEqualTo(1);
    }

    @Test
    void dup2_of_a_number_to_itself_does_nothing() {
        SyscallEvent open = apply(calls.open(5, "/a"));
        apply(calls.dup2(5, 5));
        assertThat(finish(0, 1, 2, 5).lives())
                .endsWith(life(5, FdKind.FILE, new Opening.Seen(open, null), new Ending.StillOpen()));
    }

    @Test
    void dup3_closes_what_it_writes_over_and_dup_does_not() {
        SyscallEvent open = apply(calls.open(5, "/a"));
        SyscallEvent dup3 = apply(
                calls.call("dup3", new Outcome.Returned(5), new FdEffect.Duplicated(new Fd(1), new Fd(5)), 1L, 5L));
        LedgerResult result = finish(0, 1, 2, 5);
        assertThat(result.disagreements()).isEmpty();
        assertThat(result.lives()).contains(life(5, FdKind.FILE, new Opening.Seen(open, null), closedBy(dup3)));
        apply(calls.dup(1, 5));
        assertThat(finish(0, 1, 2, 5).disagreements()).containsExactly(new Disagreement(5, Kind.REPLACED));
    }

    // --- Who ---

    @Test
    void only_what_the_test_does_counts_as_open_by_it() {
        apply(calls.in(Scope.CLASS_LOADING).open(3, "/lib/a.jar"));
        apply(calls.in(Scope.RUNTIME).by(Calls.JVM).open(4, "/dev/urandom"));
        assertThat(ledger.anyLeftOpenByTest()).isFalse();
        assertThat(ledger.peak()).isZero();
        assertThat(finish(0, 1, 2, 3, 4).lives()).noneMatch(DescriptorLife::isLeftOpen);
    }

    @Test
    void what_the_cleaner_closes_is_abandoned() {
        apply(calls.open(3, "/tmp/a"));
        apply(calls.by(Calls.CLEANER).in(Scope.RUNTIME).close(3));
        assertThat(ledger.anyLeftOpenByTest()).isFalse();
        assertThat(finish(0, 1, 2).lives())
                .filteredOn(DescriptorLife::isAbandoned)
                .hasSize(1);
    }

    @Test
    void tables_of_other_processes_are_ignored() {
        apply(calls.by(Calls.CHILD).close(1));
        apply(calls.by(Calls.CHILD).open(7, "/tmp/a"));
        ledger.apply(new ProcessEnded(99, 1, Calls.CHILD.process(), "exited with code 0"));
        assertThat(finish(0, 1, 2).disagreements()).isEmpty();
    }

    @Test
    void the_peak_counts_what_was_open_at_once() {
        for (int round = 0; round < 3; round++) {
            for (int fd = 3; fd < 8; fd++) apply(calls.open(fd, "/tmp/a"));
            for (int fd = 3; fd < 8; fd++) apply(calls.close(fd));
        }
        apply(calls.open(3, "/tmp/a"));
        assertThat(ledger.peak()).isEqualTo(5);
    }

    @Test
    void openers_are_the_threads_whose_descriptors_are_open() {
        apply(calls.by(Calls.TEST).open(3, "/tmp/a"));
        apply(calls.by(Calls.POOL).open(4, "/tmp/b"));
        apply(calls.by(Calls.JVM).in(Scope.RUNTIME).open(5, "/dev/urandom"));
        assertThat(ledger.openers()).containsExactly(4712, 4720);
        apply(calls.by(Calls.POOL).close(3));
        assertThat(ledger.openers()).containsExactly(4720);
    }

    @Test
    void the_opening_is_that_of_the_life_that_lasts() {
        SyscallEvent open = apply(calls.open(3, "/tmp/a"));
        assertThat(ledger.opening(0)).isEqualTo(new Opening.Before());
        assertThat(ledger.opening(3)).isEqualTo(new Opening.Seen(open, null));
        apply(calls.close(3));
        assertThat(ledger.opening(3)).isNull();
    }

    // --- Disagreements ---

    @Test
    void what_appears_without_a_call_is_unseen() {
        LedgerResult result = finish(0, 1, 2, 41);
        assertThat(result.disagreements()).containsExactly(new Disagreement(41, Kind.APPEARED));
        assertThat(result.lives()).endsWith(life(41, FdKind.OTHER, new Opening.Unseen(), new Ending.StillOpen()));
    }

    @Test
    void what_vanishes_without_a_call_is_said() {
        apply(calls.open(3, "/a"));
        LedgerResult result = finish(0, 1);
        assertThat(result.disagreements())
                .containsExactly(new Disagreement(2, Kind.VANISHED), new Disagreement(3, Kind.VANISHED));
        assertThat(result.lives())
                .filteredOn(life -> life.ending() instanceof Ending.Vanished)
                .hasSize(2);
    }

    @Test
    void what_is_opened_over_an_open_one_was_not_seen_closing() {
        apply(calls.open(3, "/a"));
        apply(calls.open(3, "/b"));
        LedgerResult result = finish(0, 1, 2, 3);
        assertThat(result.disagreements()).containsExactly(new Disagreement(3, Kind.REPLACED));
        assertThat(ledger.finish(Set.of(0, 1, 2, 3), Set.of(3)).disagreements()).isEmpty();
        assertThat(result.lives())
                .filteredOn(life -> life.ending() instanceof Ending.Vanished)
                .hasSize(1);
        assertThat(ledger.peak()).isEqualTo(1);
    }

    @Test
    void a_number_in_flight_is_excused_in_both_directions() {
        apply(calls.open(3, "/a"));
        apply(calls.close(3));
        apply(calls.open(4, "/b"));
        LedgerResult result = ledger.finish(Set.of(0, 1, 2, 3, 9), Set.of(3, 4, 9));
        assertThat(result.disagreements()).isEmpty();
        assertThat(result.lives()).noneMatch(life -> life.opening() instanceof Opening.Unseen);
    }

    @Test
    void a_closed_number_that_proc_still_shows_has_been_opened_by_somebody() {
        apply(calls.open(3, "/a"));
        apply(calls.close(3));
        assertThat(finish(0, 1, 2, 3).disagreements()).containsExactly(new Disagreement(3, Kind.APPEARED));
    }

    @Test
    void exec_closes_what_proc_does_not_show_any_more() {
        apply(calls.open(3, "/a"));
        apply(calls.open(4, "/b"));
        SyscallEvent exec = apply(calls.call("execve", new Outcome.Returned(0), new FdEffect.None()));
        apply(calls.open(5, "/c"));
        LedgerResult result = finish(0, 1, 2, 4);
        assertThat(result.lives())
                .filteredOn(life -> life.ending().equals(closedBy(exec)))
                .hasSize(1);
        assertThat(result.disagreements()).containsExactly(new Disagreement(5, Kind.VANISHED));
    }

    @Test
    void exit_closes_all() {
        apply(calls.open(3, "/a"));
        SyscallEvent exit = apply(calls.call("exit_group", new Outcome.NeverReturned(), new FdEffect.None()));
        LedgerResult result = finish();
        assertThat(result.disagreements()).isEmpty();
        assertThat(result.lives()).hasSize(4).allMatch(life -> life.ending().equals(closedBy(exit)));
    }

    // --- Copies of the ledger ---

    @Test
    void finishing_and_copying_leave_the_ledger_as_it_is() {
        apply(calls.open(3, "/a"));
        Ledger copy = ledger.copy();
        LedgerResult soFar = finish(0, 1, 2, 3);
        copy.apply(calls.close(3));
        copy.apply(calls.open(4, "/b"));
        assertThat(finish(0, 1, 2, 3)).isEqualTo(soFar);
        assertThat(copy.finish(Set.of(0, 1, 2, 4), Set.of()).disagreements()).isEmpty();
        assertThat(copy.openNow()).containsExactly(0, 1, 2, 4);
    }

    // --- Bounds ---

    @Test
    void keeps_what_matters_of_any_number_of_descriptors() {
        Ledger bounded = new Ledger(Calls.WORKER, Set.of(0), 10);
        for (int i = 0; i < 1_000; i++) {
            bounded.apply(calls.open(3, "/tmp/a"));
            bounded.apply(calls.close(3));
        }
        SyscallEvent left = calls.open(3, "/tmp/left");
        bounded.apply(left);
        SyscallEvent abandoned = calls.open(4, "/tmp/abandoned");
        bounded.apply(abandoned);
        bounded.apply(calls.by(Calls.CLEANER).close(4));

        LedgerResult result = bounded.finish(Set.of(0, 3), Set.of());

        assertThat(result.lives()).hasSize(1 + 10 + 2);
        assertThat(result.lives())
                .extracting(DescriptorLife::opening)
                .contains(new Opening.Seen(left, null), new Opening.Seen(abandoned, null));
        assertThat(result.disagreements()).isEmpty();
        assertThat(result.peak()).isEqualTo(2);
    }
}
