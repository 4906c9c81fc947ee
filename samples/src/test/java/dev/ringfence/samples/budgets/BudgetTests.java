package dev.ringfence.samples.budgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.ringfence.samples.running.Masked;
import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.running.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTests {
    private static final String HEADER = """
            # ringfence budgets 1
            # What each test costs: the median of its rounds, and after ~ how far apart they were. What is unfit does not repeat.
            # Commit this file. It is changed by: mvn test -Dringfence.budgets.mode=update

            [here]
            """;
    private static final String CLASS = "dev.ringfence.samples.budgets.LettersTestCase";
    private static final String LETTERS = HEADER + """
            CLASS#reads_a_letter() opens 2
            CLASS#reads_a_letter() peak-descriptors 1
            CLASS#reads_a_letter() processes 0
            CLASS#reads_letters(int)[1] opens 1
            CLASS#reads_letters(int)[1] peak-descriptors 1
            CLASS#reads_letters(int)[1] processes 0
            CLASS#reads_letters(int)[2] opens 3
            CLASS#reads_letters(int)[2] peak-descriptors 1
            CLASS#reads_letters(int)[2] processes 0
            """.replace("CLASS", CLASS);

    @TempDir
    Path directory;

    private Path file;
    private String printed = "";

    @BeforeEach
    void nameFile() {
        file = directory.resolve("ringfence.budgets");
    }

    @AfterEach
    void readTwiceAgain() {
        System.clearProperty(LettersTestCase.OPENS);
    }

    private TestRun mode(String mode) {
        return TestRun.with(TestRun.RINGFENCE)
                .configured("ringfence.budgets.mode", mode)
                .configured("ringfence.budgets.file", file.toString())
                .configured("ringfence.budgets.profile", "here")
                .configured("ringfence.report.dir", directory.resolve("reports").toString())
                .configured("ringfence.summary.file", "");
    }

    private List<Verdict> letters(String mode) {
        return printing(() -> mode(mode).of(LettersTestCase.class));
    }

    private List<Verdict> printing(Supplier<List<Verdict>> run) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return run.get();
        } finally {
            System.setOut(before);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static Verdict of(List<Verdict> verdicts, String method) {
        return verdicts.stream()
                .filter(verdict -> verdict.test().getUniqueId().contains(method))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + method + " among " + verdicts));
    }

    private long runsOfTheLetter() {
        return printed.lines().filter("reads_a_letter runs"::equals).count();
    }

    private List<String> said() {
        return printed.lines().filter(line -> line.startsWith("[ringfence]")).toList();
    }

    private void lock(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path proposal() {
        return directory.resolve("ringfence.budgets.proposed");
    }

    // --- new ---

    @Test
    void new_entries_are_measured_and_locked() throws IOException {
        List<Verdict> verdicts = letters("new");

        assertThat(verdicts).hasSize(3).allMatch(Verdict::isSuccessful);
        assertThat(Files.readString(file)).isEqualTo(LETTERS);
        assertThat(runsOfTheLetter()).isEqualTo(5);
        assertThat(of(verdicts, "reads_a_letter").entries()).containsEntry("ringfence.budget.opens", "2, measured");
        assertThat(said())
                .containsExactly(
                        "[ringfence] budgets: 9 entries in " + file + " [here]; slack of this run's tests: none",
                        "[ringfence] budgets: 9 entries measured and locked");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("ringfence.budgets", "reports");
    }

    @Test
    void what_is_locked_is_not_changed_by_new_entries() throws IOException {
        lock(LETTERS.replace("reads_a_letter() opens 2", "reads_a_letter() opens 3")
                .replaceAll("(?m)^.*reads_letters.*\n", ""));

        assertThat(letters("new")).allMatch(Verdict::isSuccessful);

        assertThat(Files.readString(file))
                .isEqualTo(LETTERS.replace("reads_a_letter() opens 2", "reads_a_letter() opens 3"));
        assertThat(runsOfTheLetter()).isEqualTo(1);
    }

    @Test
    void what_does_not_repeat_is_unfit_and_not_judged_later() throws IOException {
        List<Verdict> verdicts = mode("new").of(CountersTestCase.class);
        String text = Files.readString(file);
        List<Verdict> later = mode("check").of(CountersTestCase.class);

        assertThat(text).isEqualTo(HEADER + CountersTestCase.class.getName() + "#opens_more_and_more() opens unfit\n");
        assertThat(of(verdicts, "opens_more").entries())
                .containsEntry("ringfence.budget.opens", "unfit: its rounds differ: 2 3");
        assertThat(of(later, "opens_more").isSuccessful()).isTrue();
        assertThat(of(later, "opens_more").entries())
                .containsEntry("ringfence.budget.opens", "not judged: locked as unfit");
    }

    // --- check ---

    @Test
    void a_budget_that_is_kept_takes_one_run_and_changes_nothing() throws IOException {
        lock(LETTERS);

        List<Verdict> verdicts = letters("check");

        assertThat(verdicts).hasSize(3).allMatch(Verdict::isSuccessful);
        assertThat(of(verdicts, "reads_a_letter").entries()).containsEntry("ringfence.budget.opens", "2, locked 2");
        assertThat(runsOfTheLetter()).isEqualTo(1);
        assertThat(Files.readString(file)).isEqualTo(LETTERS);
        assertThat(said())
                .containsExactly(
                        "[ringfence] budgets: 9 entries in " + file + " [here]; slack of this run's tests: none");
    }

    @Test
    void a_call_too_many_fails_with_all_that_is_needed_to_fix_or_accept_it() throws IOException {
        lock(LETTERS);
        System.setProperty(LettersTestCase.OPENS, "3");

        List<Verdict> verdicts = letters("check");

        assertThat(verdicts).filteredOn(Verdict::isFailed).hasSize(1);
        assertThat(Masked.message(of(verdicts, "reads_a_letter").thrown()).replace(directory.toString(), "DIR"))
                .isEqualTo("""
                        Expecting reads_a_letter() to keep its budget, but 1 of 3 metrics exceeds it:

                          metric  locked  tolerance  found  in its rounds
                          opens   2       0          3      3 3 3

                          opens:
                        # ms  "main" (tid #)  openat("/TEMP/letter.txt", O_RDONLY) = #
                        # ms  "main" (tid #)  openat("/TEMP/letter.txt", O_RDONLY) = #
                        # ms  "main" (tid #)  openat("/TEMP/letter.txt", O_RDONLY) = #

                        by call:      openat 3
                        budget:       /TEMP/ringfence.budgets [here]
                        accept it:    mvn test -Dtest=LettersTestCase#reads_a_letter -Dringfence.budgets.mode=update
                                      on here, or: mv /TEMP/ringfence.budgets.proposed /TEMP/ringfence.budgets
                        reproduce:    mvn test -Dtest=LettersTestCase#reads_a_letter -Dringfence.budgets.mode=check
                        full report:  /TEMP/reports/LettersTestCase.reads_a_letter.html""");
        assertThat(Files.readString(file)).isEqualTo(LETTERS);
        assertThat(proposal()).hasContent(LETTERS.replace("reads_a_letter() opens 2", "reads_a_letter() opens 3"));
        assertThat(runsOfTheLetter()).isEqualTo(5);
        assertThat(said()).contains("[ringfence] budgets: what was found is proposed in " + proposal());
    }

    @Test
    void what_was_proposed_can_be_accepted_and_goes_when_nothing_is_to_be_proposed_any_more() throws IOException {
        lock(LETTERS);
        System.setProperty(LettersTestCase.OPENS, "3");
        letters("check");
        Files.move(proposal(), file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(letters("check")).allMatch(Verdict::isSuccessful);

        System.setProperty(LettersTestCase.OPENS, "4");
        letters("check");
        assertThat(proposal()).exists();
        System.setProperty(LettersTestCase.OPENS, "3");
        letters("check");
        assertThat(proposal()).doesNotExist();
    }

    @Test
    void an_improvement_passes_and_says_that_it_can_be_locked_in() throws IOException {
        lock(LETTERS);
        System.setProperty(LettersTestCase.OPENS, "1");

        List<Verdict> verdicts = letters("check");

        assertThat(verdicts).allMatch(Verdict::isSuccessful);
        assertThat(of(verdicts, "reads_a_letter").entries())
                .containsEntry(
                        "ringfence.budget.opens", "1, locked 2: can be locked in with ringfence.budgets.mode=update");
        assertThat(Files.readString(file)).isEqualTo(LETTERS);
        assertThat(said())
                .containsExactly(
                        "[ringfence] budgets: 9 entries in " + file + " [here]; slack of this run's tests: 1 call",
                        "[ringfence] budgets: 1 entry can be locked in with a smaller number: mvn test -Dringfence.budgets.mode=update");
    }

    @Test
    void a_test_without_a_budget_fails_with_the_command_that_locks_one() throws IOException {
        lock(LETTERS.replaceAll("(?m)^.*reads_a_letter.*\n", ""));

        List<Verdict> verdicts = letters("check");

        assertThat(verdicts).filteredOn(Verdict::isFailed).hasSize(1);
        assertThat(Masked.message(of(verdicts, "reads_a_letter").thrown())).isEqualTo("""
                        Expecting a budget of reads_a_letter(), but 3 of 3 metrics have none:

                          metric            locked  tolerance  found  in its rounds
                          opens             -       -          2      2 2 2
                          peak-descriptors  -       -          1      1 1 1
                          processes         -       -          0      0 0 0

                        budget:       /TEMP/ringfence.budgets [here]
                        lock it:      mvn test -Dtest=LettersTestCase#reads_a_letter -Dringfence.budgets.mode=new
                                      on here, or: mv /TEMP/ringfence.budgets.proposed /TEMP/ringfence.budgets
                        full report:  /TEMP/reports/LettersTestCase.reads_a_letter.html""");
        assertThat(proposal()).hasContent(LETTERS);
    }

    @Test
    void a_file_that_cannot_be_read_fails_each_test_and_the_run() throws IOException {
        lock("<<<<<<< HEAD\n");

        assertThat(letters("check"))
                .hasSize(4)
                .allSatisfy(verdict -> assertThat(verdict.thrown())
                        .hasMessageContaining(file + ", line 1, format: expected \"# ringfence budgets 1\""));
        assertThat(Files.readString(file)).isEqualTo("<<<<<<< HEAD\n");
    }

    // --- update, prune, off ---

    @Test
    void an_update_locks_what_is_found_larger_or_smaller() throws IOException {
        lock(LETTERS.replace("[1] opens 1", "[1] opens 7"));
        System.setProperty(LettersTestCase.OPENS, "4");

        assertThat(letters("update")).allMatch(Verdict::isSuccessful);

        assertThat(Files.readString(file)).isEqualTo(LETTERS.replace("a_letter() opens 2", "a_letter() opens 4"));
    }

    @Test
    void obsolete_entries_are_told_and_removed_only_on_request() throws IOException {
        String stale = "CLASS#gone() opens 1\nCLASS#reads_letters(int)[3] opens 9\ncom.example.Gone#x() opens 1\n"
                .replace("CLASS", CLASS);
        String text = "%s%s".formatted(LETTERS, stale);
        lock(text);

        assertThat(letters("check")).allMatch(Verdict::isSuccessful);
        assertThat(said())
                .contains(
                        "[ringfence] budgets: 3 entries are obsolete, of com.example.Gone#x(), CLASS#gone(), CLASS#reads_letters(int)[3]; remove with: mvn test -Dringfence.budgets.mode=prune"
                                .replace("CLASS", CLASS));
        assertThat(Files.readString(file)).isEqualTo(text);

        assertThat(letters("prune")).allMatch(Verdict::isSuccessful);
        assertThat(said())
                .contains(
                        "[ringfence] budgets: 3 obsolete entries removed, of com.example.Gone#x(), CLASS#gone(), CLASS#reads_letters(int)[3]"
                                .replace("CLASS", CLASS));
        assertThat(Files.readString(file)).isEqualTo(LETTERS);
    }

    @Test
    void a_run_of_one_method_or_with_a_failure_finds_nothing_obsolete() throws IOException {
        String text = LETTERS + CLASS + "#zone() opens 1\n";
        lock(text);
        printing(() -> mode("prune").of(selectMethod(LettersTestCase.class, "reads_a_letter")));
        assertThat(said()).hasSize(1);
        System.setProperty(LettersTestCase.OPENS, "3");
        letters("prune");

        assertThat(said()).noneMatch(line -> line.contains("obsolete"));
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    @Test
    void nothing_is_measured_when_budgets_are_off() {
        List<Verdict> verdicts = letters("off");

        assertThat(verdicts)
                .hasSize(3)
                .allMatch(Verdict::isSuccessful)
                .allMatch(verdict -> verdict.entries().isEmpty());
        assertThat(file).doesNotExist();
        assertThat(said()).isEmpty();
    }

    // --- What can be counted, and whose ---

    @Test
    void bytes_and_processes_are_counted() throws IOException {
        assertThat(mode("new").of(TransfersTestCase.class)).allMatch(Verdict::isSuccessful);

        assertThat(Files.readString(file)).isEqualTo(HEADER + """
                CLASS#copies_by_hand() bytes-read 10000
                CLASS#copies_by_hand() bytes-written 10000
                CLASS#starts_a_process() execs 1
                CLASS#starts_a_process() processes 1
                """.replace("CLASS", TransfersTestCase.class.getName()));
    }

    @Test
    void tests_without_the_annotation_have_budgets_when_their_class_is_named() throws IOException {
        List<Verdict> verdicts = mode("new")
                .configured("ringfence.budgets", "*Plain*")
                .configured("ringfence.budgets.metrics", "opens,processes")
                .of(PlainTestCase.class);

        assertThat(verdicts).allMatch(Verdict::isSuccessful);
        assertThat(Files.readString(file)).isEqualTo(HEADER + """
                CLASS#reads() opens 1
                CLASS#reads() processes 0
                """.replace("CLASS", PlainTestCase.class.getName()));
    }

    @Test
    void other_tests_have_none() {
        assertThat(mode("new").of(PlainTestCase.class)).allMatch(Verdict::isSuccessful);
        assertThat(file).doesNotExist();
    }
}
