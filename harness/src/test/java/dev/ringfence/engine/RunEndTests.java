package dev.ringfence.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.ringfence.session.FakeTracer;
import dev.ringfence.session.TracerSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** What is done at the end of a run: with tests of a fake worker, which finds nothing out about budgets. */
class RunEndTests {
    private static final String HEADER = """
            # ringfence budgets 1
            # What each test costs: the median of its rounds, and after ~ how far apart they were. What is unfit does not repeat.
            # Commit this file. It is changed by: mvn test -Dringfence.budgets.mode=update
            """;

    @TempDir
    Path directory;

    private Path file;
    private final Map<String, String> configuration = new HashMap<>();

    static class FailingTestCase {
        @Test
        void passes() {}

        @Test
        void fails() {
            throw new IllegalStateException("on purpose");
        }
    }

    static class SkippingTestCase {
        @Test
        void passes() {}

        @Test
        @Disabled("not today")
        void skipped() {}
    }

    @BeforeEach
    void configure() {
        file = directory.resolve("ringfence.budgets");
        configuration.put("ringfence.budgets.mode", "prune");
        configuration.put("ringfence.budgets.file", file.toString());
        configuration.put("ringfence.budgets.profile", "here");
        configuration.put("ringfence.report.dir", directory.resolve("reports").toString());
        configuration.put("ringfence.summary.file", directory.resolve("step.md").toString());
        configuration.put("ringfence.trace", "*TestCase");
    }

    private void lock(Class<?>... classes) throws IOException {
        StringBuilder lines = new StringBuilder(HEADER + "\n[here]\n");
        List.of(classes).forEach(type -> lines.append(line(type)).append('\n'));
        Files.writeString(file, lines);
    }

    private static String line(Class<?> type) {
        return type.getName() + "#gone() opens 1";
    }

    private void run(DiscoverySelector... selectors) {
        run(LauncherDiscoveryRequestBuilder.request().selectors(selectors));
    }

    private void run(LauncherDiscoveryRequestBuilder request) {
        try (TracerSession session = new FakeTracer(new LauncherWorker()).session()) {
            Launchers.with(session)
                    .execute(request.configurationParameters(configuration).build(), new EventLog());
        }
    }

    private void assertKept(Class<?> type) {
        assertThat(file).content().contains(line(type));
    }

    private void assertRemoved() {
        assertThat(file).hasContent(HEADER);
    }

    // --- Whole classes ---

    @ParameterizedTest
    @ValueSource(
            classes = {
                Samples.AlphaTestCase.class,
                Samples.TemplateTestCase.class,
                Samples.NestingTestCase.class,
                Samples.ClassTemplateTestCase.class
            })
    void a_line_that_a_whole_class_did_not_make_is_obsolete(Class<?> type) throws IOException {
        lock(type);
        run(selectClass(type));

        assertRemoved();
    }

    @Test
    void a_class_that_was_selected_by_all_of_its_methods_ran_as_a_whole() throws IOException {
        lock(Samples.AlphaTestCase.class);
        run(
                selectMethod(Samples.AlphaTestCase.class, "a1"),
                selectMethod(Samples.AlphaTestCase.class, "a2"),
                selectMethod(Samples.AlphaTestCase.class, "a3"));

        assertRemoved();
    }

    @Test
    void a_class_of_which_a_method_was_not_selected_did_not_run_as_a_whole() throws IOException {
        lock(Samples.AlphaTestCase.class, Samples.NestingTestCase.class);
        run(
                selectMethod(Samples.AlphaTestCase.class, "a1"),
                selectMethod(Samples.AlphaTestCase.class, "a2"),
                selectMethod(Samples.NestingTestCase.class, "outer"));

        assertKept(Samples.AlphaTestCase.class);
        assertKept(Samples.NestingTestCase.class);
    }

    @Test
    void a_class_of_which_one_invocation_was_selected_did_not_run_as_a_whole() throws IOException {
        lock(Samples.TemplateTestCase.class);
        run(
                selectIteration(selectMethod(Samples.TemplateTestCase.class, "template", "int"), 1),
                selectMethod(Samples.TemplateTestCase.class, "factory"),
                selectMethod(Samples.TemplateTestCase.class, "z"));

        assertKept(Samples.TemplateTestCase.class);
    }

    @Test
    void a_class_of_which_a_filter_took_tests_away_did_not_run_as_a_whole() throws IOException {
        lock(Samples.ClassTemplateTestCase.class);
        run(LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Samples.ClassTemplateTestCase.class))
                .filters(TagFilter.excludeTags("only")));

        assertKept(Samples.ClassTemplateTestCase.class);
    }

    @Test
    void a_class_with_a_test_that_failed_or_was_skipped_says_nothing() throws IOException {
        lock(FailingTestCase.class, SkippingTestCase.class);
        run(selectClass(FailingTestCase.class), selectClass(SkippingTestCase.class));

        assertKept(FailingTestCase.class);
        assertKept(SkippingTestCase.class);
    }

    @Test
    void a_class_that_did_not_run_says_nothing_and_one_that_is_gone_has_no_lines() throws IOException {
        lock(Samples.BetaTestCase.class);
        Files.writeString(file, "com.example.Gone#x() opens 1\n", StandardOpenOption.APPEND);
        run(selectClass(Samples.AlphaTestCase.class));

        assertThat(file).hasContent(HEADER + "\n[here]\n" + line(Samples.BetaTestCase.class) + "\n");
    }

    // --- What is written ---

    @Test
    void results_and_summaries_are_written_of_every_test() throws IOException {
        run(selectClass(FailingTestCase.class), selectClass(SkippingTestCase.class));

        String summary = Files.readString(directory.resolve("reports/summary.md"));
        assertThat(summary)
                .startsWith("## Ringfence · ")
                .contains("\n4 traced tests: 2 passed, 1 failed, 1 skipped\n")
                .contains("| `" + FailingTestCase.class.getName() + "#fails()` | failed |")
                .contains("```text\non purpose\n```");
        assertThat(directory.resolve("step.md")).content().contains("4 traced tests: 2 passed, 1 failed, 1 skipped");
        assertThat(directory.resolve("reports/results.json"))
                .content()
                .contains(
                        "\"test\" : \"" + SkippingTestCase.class.getName() + "#skipped()\"",
                        "\"message\" : \"not today\"");
    }

    @Test
    void nothing_is_written_where_no_traced_test_ran() throws IOException {
        configuration.remove("ringfence.trace");
        lock(Samples.AlphaTestCase.class);
        run(selectClass(Samples.AlphaTestCase.class));

        assertThat(directory.toFile().list()).containsExactly("ringfence.budgets");
        assertKept(Samples.AlphaTestCase.class);
    }

    @Test
    void summaries_of_several_runs_are_appended_and_an_empty_name_is_none() throws IOException {
        run(selectClass(Samples.AlphaTestCase.class));
        run(selectClass(Samples.BetaTestCase.class));
        configuration.put("ringfence.summary.file", "");
        run(selectClass(Samples.BetaTestCase.class));

        assertThat(directory.resolve("step.md"))
                .content()
                .containsOnlyOnce("3 traced tests")
                .containsOnlyOnce("1 traced test:");
        assertThat(directory.resolve("reports/summary.md")).content().contains("4 traced tests: 4 passed");
    }

    @Test
    void a_file_of_budgets_that_cannot_be_read_fails_the_run() throws IOException {
        Files.writeString(file, "<<<<<<< HEAD\n");
        EventLog log = new EventLog();
        List<Throwable> faults = new ArrayList<>();
        try (TracerSession session = new FakeTracer(new LauncherWorker()).session()) {
            Launchers.with(session)
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(Samples.AlphaTestCase.class))
                                    .configurationParameters(configuration)
                                    .build(),
                            new TestExecutionListener() {
                                @Override
                                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                    result.getThrowable().ifPresent(faults::add);
                                }
                            },
                            log);
        }

        assertThat(faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .hasMessageContaining("the budgets in " + file + " cannot be kept: ")
                        .hasMessageContaining("line 1, format: expected \"# ringfence budgets 1\""));
        assertThat(log.shortLines()).contains("SUCCESSFUL a1()");
    }
}
