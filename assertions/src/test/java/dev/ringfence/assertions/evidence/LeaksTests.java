package dev.ringfence.assertions.evidence;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.Scope;
import dev.ringfence.ledger.Site;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaksTests {

    @Test
    void finds_what_the_test_left_open_or_abandoned_in_the_order_of_opening() {
        Leaks leaks = leaks(recording("t()")
                .opens(5, "/tmp/a")
                .abandonedForMillis(1)
                .opens(6, "/tmp/b")
                .closed()
                .opens(7, "/tmp/c")
                .neverClosed()
                .opens(8, "/jar")
                .outOfScope(Scope.CLASS_LOADING)
                .neverClosed());

        assertThat(leaks.leaks()).extracting(Leak::number).containsExactly("fd 5", "fd 7");
        assertThat(leaks.leftOpen()).isEqualTo(1);
        assertThat(leaks.abandoned()).isEqualTo(1);
        assertThat(leaks.opens()).isEqualTo(3);
        assertThat(leaks.closes()).isEqualTo(1);
        assertThat(leaks.first().number()).isEqualTo("fd 5");
    }

    @Test
    void grows_by_the_site_that_opened() {
        Leaks leaks = leaks(recording("t()")
                .opens(5, "/tmp/a")
                .neverClosed()
                .opens(6, "/tmp/b")
                .in("com.example.Other", "open", 9)
                .neverClosed()
                .opens(7, "/tmp/c")
                .abandonedForMillis(3));

        assertThat(leaks.growth().bySite()).hasSize(2).containsValues(2, 1);
        assertThat(leaks.growth().bySite().keySet()).isEqualTo(leaks.bySite().keySet());
    }

    @Test
    void grows_by_nothing_that_is_allowed() {
        Leaks leaks = Leaks.in(
                recording("t()").opens(5, "/tmp/a").neverClosed().build(),
                List.of(new Allowance(new Glob("/tmp/a"), "kept")));

        assertThat(leaks.growth().isNone()).isTrue();
        assertThat(leaks.isEmpty()).isTrue();
        assertThat(leaks.allowed()).isEqualTo(1);
    }

    @Test
    void keeps_those_of_some_sites() {
        Leaks leaks = leaks(recording("t()")
                .opens(5, "/tmp/a")
                .neverClosed()
                .opens(6, "/tmp/b")
                .in("com.example.Other", "open", 9)
                .neverClosed());
        Site other = leaks.leaks().get(1).site();

        assertThat(leaks.onlyAt(Set.of(other)).leaks()).extracting(Leak::number).containsExactly("fd 6");
        assertThat(leaks.onlyAt(Set.of(new Site("k", "l")))).isSameAs(leaks);
        assertThat(leaks.hasAnyAt(Set.of(other))).isTrue();
        assertThat(leaks.hasAnyAt(Set.of(new Site("k", "l")))).isFalse();
    }

    // --- A later run ---

    private static boolean isStillThereIn(RecordingBuilder leak, RecordingBuilder later) {
        return !leaks(leak).growthStillThereIn(later.build()).isNone();
    }

    private static RecordingBuilder leftOpen() {
        return recording("t()").opens(5, "/tmp/a").neverClosed();
    }

    private static RecordingBuilder later() {
        return recording("t()");
    }

    @Test
    void what_the_program_closed_in_a_later_run_has_not_stayed() {
        assertThat(isStillThereIn(leftOpen(), later())).isTrue();
        assertThat(isStillThereIn(leftOpen(), later().closesOld(5, "/tmp/a", 3, ActorKind.TEST)))
                .isFalse();
        assertThat(isStillThereIn(
                        recording("t()").opens(5, "/tmp/a").neverClosedButDeleted(),
                        later().closesOld(5, "/tmp/a", 3, ActorKind.APPLICATION)))
                .isFalse();
    }

    @Test
    void what_the_collector_closed_in_a_later_run_was_leaked() {
        assertThat(isStillThereIn(leftOpen(), later().closesOld(5, "/tmp/a", 3, ActorKind.CLEANER)))
                .isTrue();
        assertThat(isStillThereIn(
                        recording("t()").opens(5, "/tmp/a").abandonedForMillis(1),
                        later().closesOld(5, "/tmp/a", 3, ActorKind.TEST)))
                .isTrue();
    }

    @Test
    void what_another_number_or_life_of_a_later_run_was_closed_says_nothing() {
        assertThat(isStillThereIn(leftOpen(), later().closesOld(6, "/tmp/a", 3, ActorKind.TEST)))
                .isTrue();
        assertThat(isStillThereIn(leftOpen(), later().opens(5, "/tmp/a").closed()))
                .isTrue();
    }

    @Test
    void a_number_that_was_given_to_something_else_before_a_later_run_says_nothing() {
        assertThat(isStillThereIn(leftOpen(), later().closesOld(5, "/tmp/b", 0, ActorKind.TEST)))
                .isTrue();
        assertThat(isStillThereIn(leftOpen(), later().closesOld(5, "/tmp/b", -1, ActorKind.TEST)))
                .as("closed between the runs, before the number was given out again")
                .isFalse();
    }

    // --- Allowances ---

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socket:[*]",
                "socket TCP 127.0.0.1:8080 -> *",
                "com.example.Server.accept(Server.java:90)",
                "com.example.Server.*"
            })
    void allows_a_socket_by_link_description_or_site(String glob) {
        Leak leak = leaks(recording("t()")
                        .opens(5, "socket TCP 127.0.0.1:8080 -> 127.0.0.1:5 CLOSE_WAIT")
                        .asSocket("socket:[4711]")
                        .in("com.example.Server", "accept", 90)
                        .neverClosed())
                .first();

        assertThat(new Allowance(new Glob(glob), "kept").allows(leak)).isTrue();
        assertThat(leak.file()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/upload-1", "/tmp/upload-1 (deleted)"})
    void allows_a_deleted_file_by_its_path(String glob) {
        Leak leak = leaks(recording("t()").opens(5, "/tmp/upload-1").neverClosedButDeleted())
                .first();

        assertThat(new Allowance(new Glob(glob), "kept").allows(leak)).isTrue();
        assertThat(leak.file()).contains("/tmp/upload-1");
    }

    @Test
    void takes_a_memfd_for_no_file() {
        Leak leak = leaks(recording("t()").opens(5, "/memfd:arena (deleted)").neverClosed())
                .first();

        assertThat(leak.file()).isEmpty();
    }

    @Test
    void names_what_is_closed_by_what_was_opened() {
        assertThat(leaks(recording("t()").opens(5, "/tmp/a").abandonedForMillis(1))
                        .first()
                        .target())
                .isEqualTo("/tmp/a");
        assertThat(leaks(recording("t()").opens(5, "?").asSocket("socket:[1]").abandonedForMillis(1))
                        .first()
                        .target())
                .isEqualTo("socket");
    }

    private static Leaks leaks(RecordingBuilder builder) {
        return Leaks.in(builder.build(), List.of());
    }
}
