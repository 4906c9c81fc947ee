package dev.ringfence.samples.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.running.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves for CI: a summary, results, lines about attachments. */
class ForCiTests {
    @TempDir
    Path directory;

    private String printed = "";

    private Path reports() {
        return directory.resolve("reports");
    }

    private List<Verdict> run(String attachments) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return TestRun.with(TestRun.RINGFENCE)
                    .configured("ringfence.report.dir", reports().toString())
                    .configured(
                            "ringfence.summary.file",
                            directory.resolve("step.md").toString())
                    .configured("ringfence.attachments", attachments)
                    .configured("ringfence.rounds", "3")
                    .configured("ringfence.budgets.mode", "check")
                    .configured("ringfence.budgets.profile", "here")
                    .configured(
                            "ringfence.budgets.file",
                            directory.resolve("ringfence.budgets").toString())
                    .of(ManyEndsTestCase.class);
        } finally {
            System.setOut(before);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private void lock() throws IOException {
        Files.writeString(
                directory.resolve("ringfence.budgets"), """
                # ringfence budgets 1

                [here]
                CLASS#exceeds() opens 1
                CLASS#leaks_and_exceeds() opens 0
                """.replace("CLASS", ManyEndsTestCase.class.getName()));
    }

    @Test
    void a_summary_and_results_tell_how_each_test_ended() throws IOException {
        lock();

        assertThat(run("false")).hasSize(5);

        String summary = Files.readString(reports().resolve("summary.md"));
        String lineless = summary.replaceAll("TestCase\\.java:\\d+", "TestCase.java");
        assertThat(lineless.substring(0, lineless.indexOf("<details>")))
                .isEqualTo("""
                ## Ringfence · samples

                5 traced tests: 1 passed, 1 leak, 1 over budget, 1 cannot tell, 1 failed

                ### Failures

                | test | verdict | report |
                | --- | --- | --- |
                | `CLASS#breaks_a_hard_limit()` | failed | [ManyEndsTestCase.breaks\\_a\\_hard\\_limit.html](<ManyEndsTestCase.breaks_a_hard_limit.html>), [ManyEndsTestCase.breaks\\_a\\_hard\\_limit.json](<ManyEndsTestCase.breaks_a_hard_limit.json>) |
                | `CLASS#exceeds()` | over budget | [ManyEndsTestCase.exceeds.html](<ManyEndsTestCase.exceeds.html>), [ManyEndsTestCase.exceeds.json](<ManyEndsTestCase.exceeds.json>) |
                | `CLASS#leaks_and_exceeds()` | leak | [ManyEndsTestCase.leaks\\_and\\_exceeds.html](<ManyEndsTestCase.leaks_and_exceeds.html>), [ManyEndsTestCase.leaks\\_and\\_exceeds.json](<ManyEndsTestCase.leaks_and_exceeds.json>) |
                | `CLASS#runs_once()` | cannot tell | [ManyEndsTestCase.runs\\_once.html](<ManyEndsTestCase.runs_once.html>), [ManyEndsTestCase.runs\\_once.json](<ManyEndsTestCase.runs_once.json>) |

                ### Budgets

                2 entries in `FILE` for `here`, mode check; slack of these tests: none

                |  | test | metric | locked | found |
                | --- | --- | --- | --- | --- |
                | exceeded | `CLASS#exceeds()` | opens | 1 | 2 |

                ### First use

                | test | what |
                | --- | --- |
                | `CLASS#uses_for_the_first_time()` | what was left open did not grow over 4 runs, as with the first use of something: dev.ringfence.samples.budgets.ManyEndsTestCase.uses\\_for\\_the\\_first\\_time(ManyEndsTestCase.java) |

                """.replace("CLASS", ManyEndsTestCase.class.getName())
                        .replace("FILE", directory.resolve("ringfence.budgets").toString()));
        assertThat(directory.resolve("step.md")).content().contains("5 traced tests: 1 passed, 1 leak");
        assertThat(reports().resolve("results.json"))
                .content()
                .contains(
                        "\"verdict\" : \"over-budget\"",
                        "\"verdict\" : \"cannot-tell\"",
                        "\"opens\" : 2",
                        "\"" + reports().resolve("ManyEndsTestCase.exceeds.html") + "\"");
        assertThat(printed).doesNotContain("ATTACHMENT");
    }

    @Test
    void jenkins_is_told_of_the_files_of_a_failure() throws IOException {
        lock();
        run("true");

        assertThat(printed)
                .contains(
                        "[[ATTACHMENT|" + reports().resolve("ManyEndsTestCase.exceeds.html") + "]]\n",
                        "[[ATTACHMENT|" + reports().resolve("ManyEndsTestCase.leaks_and_exceeds.json") + "]]\n")
                .doesNotContain("uses_for_the_first_time.html");
    }
}
