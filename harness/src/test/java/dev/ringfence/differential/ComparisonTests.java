package dev.ringfence.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTests {
    private static final Explanations NONE = Explanations.parse(List.of());

    private static List<String> differences(Explanations explanations, List<String> theirs, List<String> ours) {
        return Comparison.of("program", TraceLog.parse(theirs, 7), TraceLog.parse(ours, 8), explanations, false)
                .differences()
                .stream()
                .map(each -> each.theirs() + " / " + each.ours())
                .toList();
    }

    @Test
    void ids_are_equal_where_they_name_the_same_thread() {
        List<String> theirs = List.of("100  fork()  = 101", "100  kill(101, SIGTERM)  = 0", "100  getppid() = 7");
        List<String> ours = List.of("5200 fork()  = 5202", "5200 kill(5202, SIGTERM)  = 0", "5200 getppid() = 8");
        List<String> wrong = List.of("5200 fork()  = 5202", "5200 kill(5200, SIGTERM)  = 0", "5200 getppid() = 8");

        assertThat(differences(NONE, theirs, ours)).isEmpty();
        assertThat(differences(NONE, theirs, wrong))
                .containsExactly("kill(101, SIGTERM)  = 0 / kill(5200, SIGTERM)  = 0");
    }

    @Test
    void every_other_character_counts() {
        assertThat(differences(NONE, List.of("1 read(3, \"a\", 1) = 1"), List.of("1 read(3, \"b\", 1) = 1")))
                .hasSize(1);
        assertThat(differences(NONE, List.of("1 close(3)     = 0"), List.of("1 close(3)   = 0")))
                .hasSize(1);
        assertThat(differences(NONE, List.of("1 brk(NULL) = 0x55555555d000"), List.of("1 brk(NULL) = 0x55555555e000")))
                .hasSize(1);
    }

    @Test
    void the_column_of_a_result_does_not_count_where_a_line_was_cut() {
        List<String> theirs = List.of("1 pause( <unfinished ...>", "1 <... pause resumed>)    = ? ERESTARTNOHAND");

        assertThat(differences(NONE, theirs, List.of("1 pause()                = ? ERESTARTNOHAND")))
                .isEmpty();
    }

    @Test
    void a_missing_line_is_one_difference_and_a_changed_one_another() {
        List<String> theirs = List.of("1 a() = 0", "1 b() = 0", "1 c() = 0", "1 d() = 0", "1 e() = 0");
        List<String> ours = List.of("1 a() = 0", "1 c() = 0", "1 x() = 0", "1 e() = 0", "1 f() = 0");

        assertThat(differences(NONE, theirs, ours))
                .containsExactly("b() = 0 / (nothing)", "d() = 0 / x() = 0", "(nothing) / f() = 0");
    }

    @Test
    void a_thread_that_only_one_log_has_differs() {
        assertThat(differences(NONE, List.of("1 fork() = 2", "2 a() = 0"), List.of("1 fork() = 2")))
                .containsExactly("a() = 0 / (nothing)");
    }

    @Test
    void a_difference_says_where_it_is() {
        Comparison comparison = Comparison.of(
                "cat",
                TraceLog.parse(List.of("5 a() = 0", "5 close(3) = 0"), 1),
                TraceLog.parse(List.of("6 a() = 0", "6 close(4) = 0"), 1),
                NONE,
                false);

        assertThat(comparison.compared()).isEqualTo(2);
        assertThat(comparison.differences())
                .hasToString("[cat, thread 1, line 2\n    strace:    close(3) = 0\n    ringfence: close(4) = 0]");
    }

    @Test
    void addresses_may_differ_where_threads_race_for_them() {
        TraceLog theirs = TraceLog.parse(List.of("5 munmap(0x7f1122334000, 8) = 0"), 1);
        TraceLog ours = TraceLog.parse(List.of("5 munmap(0x7f1122335000, 8) = 0"), 1);

        assertThat(Comparison.of("program", theirs, ours, NONE, true).differences())
                .isEmpty();
        assertThat(Comparison.of("program", theirs, ours, NONE, false).differences())
                .hasSize(1);
    }

    @Test
    void an_explained_value_may_differ_and_nothing_else_of_its_line() {
        Explanations explanations = Explanations.parse(List.of("VALUE\tprog.*\t^getrandom\\((\"[^\"]*\"),\trandom"));
        List<String> theirs = List.of("1 getrandom(\"ab\", 2, 0)  = 2");

        assertThat(differences(explanations, theirs, List.of("1 getrandom(\"cd\", 2, 0)  = 2")))
                .isEmpty();
        assertThat(explanations.idle()).isEmpty();
        assertThat(differences(explanations, theirs, List.of("1 getrandom(\"cd\", 3, 0)  = 2")))
                .hasSize(1);
    }

    @Test
    void an_explanation_of_values_that_are_equal_is_idle_unless_they_are_chance() {
        List<String> same = List.of("1 getrandom(\"ab\", 2, 0)  = 2", "1 uptime(5) = 6");
        Explanations explanations = Explanations.parse(List.of(
                "VALUE\t.*\t^getrandom\\((\"[^\"]*\"),\trandom",
                "VALUE\tother\t^uptime\\((\\d)\tof another program",
                "CHANCE\t.*\t^never\\((\\d)\tmatches nothing"));

        assertThat(differences(explanations, same, same)).isEmpty();
        assertThat(explanations.idle()).hasSize(3);

        Explanations chance = Explanations.parse(List.of("CHANCE\t.*\t^uptime\\((\\d)\ttime"));
        assertThat(differences(chance, same, same)).isEmpty();
        assertThat(chance.idle()).isEmpty();
    }

    @Test
    void a_line_that_comes_at_any_time_has_no_place_but_a_count() {
        Explanations explanations = Explanations.parse(List.of("ANYTIME\t.*\t^--- SIGCHLD\tchance"));
        List<String> theirs = List.of("1 --- SIGCHLD ---", "1 a() = 0", "1 b() = 0");

        assertThat(differences(explanations, theirs, List.of("1 a() = 0", "1 b() = 0", "1 --- SIGCHLD ---")))
                .isEmpty();
        assertThat(differences(explanations, theirs, List.of("1 a() = 0", "1 b() = 0")))
                .containsExactly("--- SIGCHLD --- / (nothing)");
    }

    @Test
    void a_line_that_comes_any_number_of_times_is_not_compared() {
        Explanations explanations = Explanations.parse(List.of("ANY_NUMBER\t.*\t^futex\\(\tchance"));

        assertThat(differences(
                        explanations, List.of("1 futex() = 0", "1 a() = 0"), List.of("1 a() = 0", "1 futex() = 1")))
                .isEmpty();
        assertThat(explanations.idle()).isEmpty();
    }

    @Test
    void an_explanation_needs_a_reason() {
        assertThatIllegalArgumentException().isThrownBy(() -> Explanations.parse(List.of("VALUE\t.*\t^a\\(")));
        assertThatIllegalArgumentException().isThrownBy(() -> Explanations.parse(List.of("VALUE\t.*\t^a\\(\t ")));
    }
}
