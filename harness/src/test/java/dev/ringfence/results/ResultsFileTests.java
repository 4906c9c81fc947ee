package dev.ringfence.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.budget.BudgetFinding;
import dev.ringfence.budget.BudgetMode;
import dev.ringfence.budget.Locked;
import dev.ringfence.budget.RoundValues;
import dev.ringfence.budget.TestFindings;
import dev.ringfence.recording.codec.RecordingFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTests {
    @TempDir
    Path directory;

    static RunResults golden() {
        RoundValues rounds = new RoundValues(List.of(5L, 6L, 5L));
        TestFindings found = new TestFindings(
                new TreeMap<>(Map.of("opens", 5L, "peak-descriptors", 1L)),
                true,
                new TreeMap<>(Map.of(
                        "bytes-read", new BudgetFinding.Unknown("3 stops were lost"),
                        "fsyncs", new BudgetFinding.Measured(rounds, new Locked.Unfit()),
                        "links", new BudgetFinding.NotLocked(),
                        "opens", new BudgetFinding.Exceeded(rounds, 4, 0, new Locked.Value(5, 1)),
                        "polls", new BudgetFinding.NotJudged(),
                        "processes", new BudgetFinding.Kept(1, 2, 0))),
                List.of("/work/target/ringfence/UploadTests.stores.html"));
        return RunResults.of(
                "4711@2026-11-22T10:00:00Z",
                new BudgetStanding(
                        BudgetMode.CHECK,
                        "src/test/ringfence.budgets",
                        "linux-x86_64 jdk17",
                        24,
                        1,
                        new TreeSet<>(List.of("com.example.UploadTests#gone()"))),
                List.of(
                        new TestResult(
                                "com.example.UploadTests#stores()",
                                "stores()",
                                Verdict.OVER_BUDGET,
                                "Expecting stores() to keep its budget …",
                                new TreeMap<>(Map.of("ringfence.budget.opens", "5, locked 4: exceeded")),
                                found),
                        new TestResult(
                                "com.example.UploadTests#later()",
                                "later()",
                                Verdict.SKIPPED,
                                "not today",
                                new TreeMap<>(),
                                null)));
    }

    private static RunResults one(String build, String test, Verdict verdict) {
        return RunResults.of(build, null, List.of(new TestResult(test, test, verdict, null, new TreeMap<>(), null)));
    }

    private static String goldenText() throws IOException {
        try (InputStream in = ResultsFileTests.class.getResourceAsStream("results-v1.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private RunResults add(RunResults results) throws IOException {
        ResultsFile.add(
                directory.resolve("r"),
                results,
                "summary.md",
                all -> all.tests().keySet() + "\n");
        return ResultsReader.read(Files.readString(directory.resolve("r/results.json")));
    }

    // --- The format ---

    @Test
    void is_written_as_agreed() throws IOException {
        assertThat(ResultsWriter.write(golden())).isEqualTo(goldenText());
    }

    @Test
    void what_is_written_is_read_as_the_same() throws IOException {
        assertThat(ResultsReader.read(goldenText())).isEqualTo(golden());
    }

    @Test
    void another_version_is_refused() throws IOException {
        String text = goldenText().replace("\"version\" : 1", "\"version\" : 2");

        assertThatThrownBy(() -> ResultsReader.read(text))
                .isInstanceOf(RecordingFormatException.class)
                .hasMessageContaining("expected version 1 but found 2, at /version");
    }

    @Test
    void what_is_not_known_is_refused() throws IOException {
        String text = goldenText().replace("over-budget", "rather-good");

        assertThatThrownBy(() -> ResultsReader.read(text))
                .isInstanceOf(RecordingFormatException.class)
                .hasMessageContaining("rather-good");
    }

    // --- Several runs ---

    @Test
    void runs_of_one_build_complete_the_file_and_the_text() throws IOException {
        add(one("1", "A#a()", Verdict.PASSED));
        RunResults all = add(one("1", "B#b()", Verdict.FAILED));

        assertThat(all.tests()).containsOnlyKeys("A#a()", "B#b()");
        assertThat(directory.resolve("r/summary.md")).hasContent("[A#a(), B#b()]");
        assertThat(directory.resolve("r").toFile().list()).containsExactlyInAnyOrder("results.json", "summary.md");
    }

    @Test
    void of_a_test_that_ran_again_the_last_result_counts() throws IOException {
        add(one("1", "A#a()", Verdict.FAILED));

        assertThat(add(one("1", "A#a()", Verdict.PASSED)).tests().get("A#a()").verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void another_build_begins_anew() throws IOException {
        add(one("1", "A#a()", Verdict.PASSED));

        assertThat(add(one("2", "B#b()", Verdict.PASSED)).tests()).containsOnlyKeys("B#b()");
    }

    @Test
    void a_file_of_somebody_else_is_made_anew() throws IOException {
        Files.createDirectories(directory.resolve("r"));
        Files.writeString(directory.resolve("r/results.json"), "[]");

        assertThat(add(one("1", "A#a()", Verdict.PASSED)).tests()).containsOnlyKeys("A#a()");
    }

    @Test
    void the_last_run_tells_how_budgets_stand_and_each_what_is_obsolete() {
        BudgetStanding first = new BudgetStanding(BudgetMode.NEW, "f", "p", 3, 0, new TreeSet<>(List.of("A#a()")));
        BudgetStanding second = new BudgetStanding(BudgetMode.NEW, "f", "p", 5, 1, new TreeSet<>(List.of("B#b()")));
        RunResults without = RunResults.of("1", null, List.of());
        RunResults earlier = RunResults.of("1", first, List.of());

        assertThat(RunResults.of("1", second, List.of()).after(earlier).budgets())
                .contains(new BudgetStanding(BudgetMode.NEW, "f", "p", 5, 1, new TreeSet<>(List.of("A#a()", "B#b()"))));
        assertThat(without.after(earlier).budgets()).contains(first);
        assertThat(earlier.after(without).budgets()).contains(first);
    }

    @Test
    void a_build_is_told_by_the_process_that_started_this_jvm() {
        assertThat(BuildId.ofThisJvm())
                .isEqualTo(BuildId.ofThisJvm())
                .startsWith(ProcessHandle.current().parent().orElseThrow().pid() + "@");
    }
}
