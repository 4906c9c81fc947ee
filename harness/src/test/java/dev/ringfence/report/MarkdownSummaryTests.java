package dev.ringfence.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.budget.BudgetFinding;
import dev.ringfence.budget.BudgetMode;
import dev.ringfence.budget.Locked;
import dev.ringfence.budget.RoundValues;
import dev.ringfence.budget.TestFindings;
import dev.ringfence.results.BudgetStanding;
import dev.ringfence.results.RunResults;
import dev.ringfence.results.TestResult;
import dev.ringfence.results.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownSummaryTests {
    private static final RoundValues ROUNDS = new RoundValues(List.of(5L, 6L, 5L));
    private static final Path DIRECTORY = Path.of("/work/target/ringfence");

    private static TestResult test(
            String name, Verdict verdict, String message, Map<String, String> entries, TestFindings found) {
        return new TestResult("com.example.T#" + name, name, verdict, message, new TreeMap<>(entries), found);
    }

    private static TestFindings found(List<String> reports, Map<String, BudgetFinding> budgets) {
        return new TestFindings(new TreeMap<>(), true, new TreeMap<>(budgets), reports);
    }

    private static RunResults everything() {
        return RunResults.of(
                "1",
                new BudgetStanding(
                        BudgetMode.CHECK,
                        "src/test/ringfence.budgets",
                        "linux-x86_64 jdk17",
                        24,
                        1,
                        new TreeSet<>(List.of("com.example.T#gone()"))),
                List.of(
                        test(
                                "a()",
                                Verdict.PASSED,
                                null,
                                Map.of(),
                                found(
                                        List.of(),
                                        Map.of(
                                                "opens", new BudgetFinding.Kept(3, 4, 0),
                                                "polls", new BudgetFinding.NotJudged(),
                                                "fsyncs", new BudgetFinding.Kept(40, 40, 2)))),
                        test(
                                "b()",
                                Verdict.LEAK,
                                "Expecting no descriptor | to be `left` open:\n\n  fd 61",
                                Map.of(),
                                found(List.of("/work/target/ringfence/T.b.html", "/elsewhere/T.b.json"), Map.of())),
                        test(
                                "c()",
                                Verdict.OVER_BUDGET,
                                "Expecting c() to keep",
                                Map.of(),
                                found(
                                        List.of(),
                                        Map.of(
                                                "opens",
                                                        new BudgetFinding.Exceeded(
                                                                ROUNDS, 4, 1, new Locked.Value(5, 1)),
                                                "unlinks", new BudgetFinding.Measured(ROUNDS, new Locked.Value(5, 1)),
                                                "renames", new BudgetFinding.Unknown("3 stops were lost")))),
                        test(
                                "d()",
                                Verdict.PASSED,
                                null,
                                Map.of(
                                        "ringfence.first-use", "what was left open did not grow",
                                        "ringfence.allowed-descriptors", "1 left open because of *it*",
                                        "ringfence.budget.opens", "4, locked 4",
                                        "mine", "not of Ringfence"),
                                null),
                        test("e()", Verdict.SKIPPED, "not today", Map.of(), null)));
    }

    @Test
    void says_what_came_of_tests_what_is_to_be_done_about_budgets_and_the_failures() {
        assertThat(MarkdownSummary.inDirectory("Ringfence · shop", everything(), DIRECTORY))
                .isEqualTo("""
                ## Ringfence · shop

                5 traced tests: 2 passed, 1 leak, 1 over budget, 1 skipped

                ### Failures

                | test | verdict | report |
                | --- | --- | --- |
                | `com.example.T#b()` | leak | [T.b.html](<T.b.html>), [T.b.json](</elsewhere/T.b.json>) |
                | `com.example.T#c()` | over budget |  |

                ### Budgets

                24 entries, 1 of them unfit, in `src/test/ringfence.budgets` for `linux-x86_64 jdk17`, mode check; slack of these tests: 3 calls

                |  | test | metric | locked | found |
                | --- | --- | --- | --- | --- |
                | exceeded | `com.example.T#c()` | opens | 4 + 1 | 5 |
                | no budget | `com.example.T#c()` | unlinks |  | 5 ~1 |
                | cannot tell | `com.example.T#c()` | renames |  | 3 stops were lost |
                | unfit | `com.example.T#a()` | polls | unfit |  |
                | improved | `com.example.T#a()` | opens | 4 | 3 |

                Obsolete, to be removed with `-Dringfence.budgets.mode=prune`: `com.example.T#gone()`

                ### First use

                | test | what |
                | --- | --- |
                | `com.example.T#d()` | what was left open did not grow |

                ### Notes

                | test | what |
                | --- | --- |
                | `com.example.T#d()` | ringfence.allowed-descriptors: 1 left open because of \\*it\\* |

                <details><summary>leak: com.example.T\\#b()</summary>

                ```text
                Expecting no descriptor | to be `left` open:

                  fd 61
                ```

                </details>

                <details><summary>over budget: com.example.T\\#c()</summary>

                ```text
                Expecting c() to keep
                ```

                </details>
                """);
    }

    @Test
    void where_files_cannot_be_linked_to_their_paths_are_named() {
        List<String> parts = MarkdownSummary.elsewhere("Ringfence", everything(), Path.of("/work"));

        assertThat(parts).hasSize(7);
        assertThat(parts.get(1)).contains("| `target/ringfence/T.b.html`, `/elsewhere/T.b.json` |");
    }

    @Test
    void is_short_where_there_is_nothing_to_say() {
        RunResults one = RunResults.of("1", null, List.of(test("a()", Verdict.PASSED, null, Map.of(), null)));

        assertThat(MarkdownSummary.inDirectory("Ringfence", one, DIRECTORY))
                .isEqualTo("## Ringfence\n\n1 traced test: 1 passed\n");
    }

    // --- Markdown ---

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            plain           ; plain
            a|b             ; a\\|b
            <b>*x*</b>      ; \\<b\\>\\*x\\*\\</b\\>
            """)
    void text_shows_as_it_is(String text, String markdown) {
        assertThat(Markdown.text(text)).isEqualTo(markdown);
    }

    @Test
    void text_and_code_stay_on_their_line() {
        assertThat(Markdown.text("a\r\nb")).isEqualTo("a b");
        assertThat(Markdown.code("a\nb")).isEqualTo("`a b`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            m()        ; `m()`
            a|b        ; `a\\|b`
            a`b        ; ``a`b``
            `b`        ; `` `b` ``
            """)
    void code_shows_as_it_is(String text, String markdown) {
        assertThat(Markdown.code(text)).isEqualTo(markdown);
    }

    @Test
    void a_block_is_fenced_by_more_than_it_contains() {
        assertThat(Markdown.block("a\n````\nb")).isEqualTo("`````text\na\n````\nb\n`````\n");
    }
}
