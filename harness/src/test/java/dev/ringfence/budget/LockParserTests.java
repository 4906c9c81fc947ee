package dev.ringfence.budget;

import static dev.ringfence.budget.Locks.JDK17;
import static dev.ringfence.budget.Locks.lock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockParserTests {
    private static final String HEADER = "# ringfence budgets 1\n\n[" + JDK17 + "]\n";

    private static BudgetLock parse(String lines) {
        return LockParser.parse("ringfence.budgets", HEADER + lines);
    }

    @Test
    void lines_may_be_in_any_order_and_comments_before_the_first_section() {
        BudgetLock lock = LockParser.parse(
                "ringfence.budgets",
                "# ringfence budgets 1\n# ours\n[" + JDK17 + "]\nB#b() opens 2\n\nA#a() opens 1\n");

        assertThat(lock)
                .isEqualTo(lock().line(JDK17, "A#a()", "opens", 1)
                        .line(JDK17, "B#b()", "opens", 2)
                        .build());
    }

    @Test
    void the_name_of_a_test_may_look_like_the_rest_of_a_line() {
        assertThat(parse("A#a() opens 1() opens 2\n"))
                .isEqualTo(lock().line(JDK17, "A#a() opens 1()", "opens", 2).build());
    }

    @Test
    void a_spread_follows_the_number() {
        assertThat(parse("A#a() opens 40 ~2\n"))
                .isEqualTo(lock().line(JDK17, "A#a()", "opens", new Locked.Value(40, 2))
                        .build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            A#a() opens           | line: expected TEST METRIC NUMBER, TEST METRIC NUMBER ~SPREAD or TEST METRIC unfit
            A#a()                 | line: expected TEST METRIC NUMBER, TEST METRIC NUMBER ~SPREAD or TEST METRIC unfit
            A.a() opens 4         | test: expected CLASS#METHOD(TYPES)
            A#a opens 4           | test: expected CLASS#METHOD(TYPES)
            A#a() Opens 4         | metric: expected the name of a metric
            A#a()  4              | metric: expected the name of a metric
            A#a() opens 04        | median: expected a whole number without zeros before it
            A#a() opens -4        | median: expected a whole number without zeros before it
            A#a() opens 4.5       | median: expected a whole number without zeros before it
            A#a() opens 4 ~       | spread: expected a whole number without zeros before it
            A#a() opens 4 ~x      | spread: expected a whole number without zeros before it
            A#a() opens 99999999999999999999 | median: 99999999999999999999 is too large
            <<<<<<< HEAD          | line: it is the mark of a conflict that was not resolved
            =======               | line: it is the mark of a conflict that was not resolved
            >>>>>>> feature       | line: it is the mark of a conflict that was not resolved
            # a comment           | line: expected TEST METRIC NUMBER, TEST METRIC NUMBER ~SPREAD or TEST METRIC unfit
            [linux  jdk17]        | profile: expected words with one blank between them
            [linux-x86_64 jdk17]  | profile: it has a section already
            """)
    void says_file_line_and_field_of_what_is_wrong(String line, String fault) {
        assertThatThrownBy(() -> parse("A#z() opens 1\n" + line + "\n"))
                .isInstanceOf(KernelTextException.class)
                .hasMessage("ringfence.budgets, line 5, " + fault + ", in \"" + line + "\"");
    }

    @Test
    void one_line_for_a_metric_of_a_test() {
        assertThatThrownBy(() -> parse("A#a() opens 1\nA#a() opens 2\n"))
                .hasMessage(
                        "ringfence.budgets, line 5, line: there is another line for this test and metric, in \"A#a() opens 2\"");
    }

    @Test
    void lines_need_a_section() {
        assertThatThrownBy(() -> LockParser.parse("x", "# ringfence budgets 1\nA#a() opens 2\n"))
                .hasMessage("x, line 2, line: expected a profile in brackets before it, in \"A#a() opens 2\"");
    }

    @Test
    void another_version_is_refused() {
        assertThatThrownBy(() -> LockParser.parse("x", "# ringfence budgets 2\n"))
                .hasMessage(
                        "x, line 1, format: it is version 2, and this Ringfence reads version 1 alone, in \"# ringfence budgets 2\"");
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "# ringfence budgets 01", "# ringfence budgets"})
    void what_is_no_lock_is_refused(String first) {
        assertThatThrownBy(() -> LockParser.parse("x", first + "\n"))
                .hasMessage("x, line 1, format: expected \"# ringfence budgets 1\", in \"" + first + "\"");
    }

    @Test
    void an_empty_file_is_no_lock() {
        assertThatThrownBy(() -> LockParser.parse("x", "")).isInstanceOf(KernelTextException.class);
    }
}
