package dev.ringfence.engine;

import static dev.ringfence.engine.Launchers.run;
import static dev.ringfence.engine.Launchers.runPlain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.session.FakeTracer;
import dev.ringfence.session.TracerSession;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.opentest4j.AssertionFailedError;

class ReplayTests {
    private final FakeTracer tracer = new FakeTracer(new LauncherWorker());

    static Stream<DiscoverySelector> selectors() {
        String zoo = "/[class:" + ZooTestCase.class.getName() + "]";
        String template =
                "[engine:junit-jupiter]/[class-template:" + Samples.ClassTemplateTestCase.class.getName() + "]";
        return Stream.of(
                selectClass(Samples.ClassTemplateTestCase.class),
                selectMethod(Samples.ClassTemplateTestCase.class, "c1"),
                selectMethod(Samples.ClassTemplateTestCase.class, "c2", "int"),
                selectMethod(Samples.ClassTemplateTestCase.InTemplateTestCase.class, "c3"),
                selectClass(Samples.ClassTemplateTestCase.InTemplateTestCase.class),
                selectUniqueId(template + "/[method:c1()]"),
                selectIteration(selectClass(Samples.ClassTemplateTestCase.class), 1),
                selectUniqueId(template + "/[class-template-invocation:#3]"),
                selectUniqueId(template + "/[class-template-invocation:#2]/[method:c1()]"),
                selectUniqueId(template
                        + "/[class-template-invocation:#2]/[test-template:c2(int)]/[test-template-invocation:#2]"),
                selectUniqueId(
                        template + "/[class-template-invocation:#1]/[nested-class:InTemplateTestCase]/[method:c3()]"),
                selectClass(ZooTestCase.class),
                selectClass(Samples.TemplateTestCase.class),
                selectMethod(ZooTestCase.class, "parameterized", "java.lang.String"),
                selectUniqueId("[engine:junit-jupiter]" + zoo),
                selectUniqueId("[engine:junit-jupiter]" + zoo + "/[nested-class:Inner]/[method:nested()]"),
                selectUniqueId("[engine:junit-jupiter]" + zoo
                        + "/[test-template:parameterized(java.lang.String)]/[test-template-invocation:#2]"),
                selectUniqueId("[engine:junit-jupiter]" + zoo + "/[test-factory:dynamic()]/[dynamic-container:#2]"),
                selectIteration(selectMethod(ZooTestCase.class, "parameterized", "java.lang.String"), 0, 2),
                selectIteration(selectMethod(ZooTestCase.class, "repeated"), 1),
                selectIteration(selectMethod(ZooTestCase.class, "dynamic"), 0));
    }

    @ParameterizedTest
    @MethodSource("selectors")
    void a_worker_s_events_read_as_if_the_tests_had_run_in_this_jvm(DiscoverySelector selector) {
        EventLog replayed = run(tracer, Map.of(), selector);

        assertThat(replayed.lines()).isNotEmpty().isEqualTo(runPlain(selector).lines());
        assertThat(tracer.runs()).hasSize(1);
    }

    @Test
    void ids_of_this_engine_select_what_ids_of_jupiter_select() {
        String test = "/[class:" + ZooTestCase.class.getName()
                + "]/[test-template:parameterized(java.lang.String)]/[test-template-invocation:#3]";

        EventLog replayed = run(tracer, Map.of(), selectUniqueId("[engine:ringfence]" + test));

        assertThat(replayed.lines())
                .isNotEmpty()
                .isEqualTo(runPlain(selectUniqueId("[engine:junit-jupiter]" + test))
                        .lines());
        assertThat(tracer.runs().get(0).uniqueIds()).containsExactly("[engine:junit-jupiter]" + test);
    }

    @Test
    void a_template_that_is_selected_as_a_whole_too_runs_as_a_whole() {
        DiscoverySelector one = selectIteration(selectMethod(Samples.TemplateTestCase.class, "template", "int"), 0);

        EventLog replayed = run(tracer, Map.of(), one, selectClass(Samples.TemplateTestCase.class));

        assertThat(replayed.lines())
                .isEqualTo(runPlain(one, selectClass(Samples.TemplateTestCase.class))
                        .lines());
        assertThat(replayed.shortLines()).anyMatch(line -> line.startsWith("SUCCESSFUL [3] "));
    }

    @Test
    void a_filter_applies_to_the_methods_of_a_class_template() {
        EventLog log = new EventLog();
        try (TracerSession session = tracer.session()) {
            Launchers.with(session)
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(Samples.ClassTemplateTestCase.class))
                                    .configurationParameter("ringfence.trace", "all")
                                    .filters(TagFilter.includeTags("only"))
                                    .build(),
                            log);
        }

        assertThat(log.lines())
                .isEqualTo(runPlain(selectMethod(Samples.ClassTemplateTestCase.class, "c1"))
                        .lines());
    }

    @Test
    void throwables_keep_their_type_and_values() {
        EventLog replayed = run(tracer, Map.of(), selectMethod(ZooTestCase.class, "fails"));

        assertThat(replayed.throwables()).singleElement().isInstanceOfSatisfying(AssertionFailedError.class, error -> {
            assertThat(error.getExpected().getValue()).isEqualTo("expected");
            assertThat(error.getStackTrace()[error.getStackTrace().length - 1]).isNotNull();
        });
    }

    @Test
    void output_comes_before_the_event_that_follows_it() {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            run(tracer, Map.of(), selectClass(Samples.BetaTestCase.class));
        } finally {
            System.setOut(before);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .contains(
                        "STARTED Samples$BetaTestCase",
                        "STARTED b1()",
                        "FINISHED b1()",
                        "FINISHED Samples$BetaTestCase");
    }

    @Test
    void configuration_reaches_the_worker_but_parallel_execution_does_not() {
        run(
                tracer,
                Map.of("my.key", "my value", "junit.jupiter.execution.parallel.enabled", "true"),
                selectClass(Samples.BetaTestCase.class));

        assertThat(tracer.runs().get(0).configuration())
                .containsEntry("my.key", "my value")
                .containsEntry("ringfence.trace", "*TestCase")
                .containsEntry("junit.jupiter.execution.parallel.enabled", "false");
    }

    @Test
    void classes_share_one_worker_and_one_run() {
        EventLog replayed = run(
                tracer, Map.of(), selectClass(Samples.AlphaTestCase.class), selectClass(Samples.BetaTestCase.class));

        assertThat(tracer.specs()).hasSize(1);
        assertThat(tracer.runs())
                .singleElement()
                .extracting(LauncherWorker::names)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactly("[method:a1()]", "[method:a2()]", "[method:a3()]", "[method:b1()]");
        assertThat(replayed.shortLines())
                .filteredOn(line -> line.startsWith("SUCCESSFUL"))
                .hasSize(6);
    }

    @Test
    void a_test_of_which_the_worker_says_nothing_fails() {
        FakeTracer silent = new FakeTracer((worker, tests, player) -> player.send(new Frame.RunFinished()));

        EventLog replayed = run(silent, Map.of(), selectClass(Samples.BetaTestCase.class));

        assertThat(replayed.shortLines())
                .containsExactly(
                        "STARTED Samples$BetaTestCase",
                        "STARTED b1()",
                        "FAILED b1()",
                        "SUCCESSFUL Samples$BetaTestCase");
        assertThat(replayed.throwables())
                .singleElement()
                .isInstanceOf(HarnessException.class)
                .asString()
                .contains("reported nothing about this test");
    }

    @Test
    void a_test_that_a_container_of_the_worker_left_out_fails_inside_of_that_container() {
        FakeTracer forgetful = new FakeTracer((worker, tests, player) -> new LauncherWorker()
                .run(
                        worker,
                        new Frame.RunTests(
                                tests.uniqueIds().subList(0, 2), tests.configuration(), tests.outputDirectory()),
                        player));

        EventLog replayed = run(forgetful, Map.of(), selectClass(Samples.AlphaTestCase.class));

        assertThat(replayed.shortLines())
                .containsExactly(
                        "STARTED Samples$AlphaTestCase",
                        "STARTED a1()",
                        "SUCCESSFUL a1()",
                        "STARTED a2()",
                        "SUCCESSFUL a2()",
                        "STARTED a3()",
                        "FAILED a3()",
                        "SUCCESSFUL Samples$AlphaTestCase");
    }

    @Test
    void an_event_of_a_test_that_was_not_asked_for_fails_the_engine() {
        List<String> others =
                List.of("[engine:junit-jupiter]/[class:" + ZooTestCase.class.getName() + "]/[method:passes()]");
        FakeTracer busy = new FakeTracer((worker, tests, player) -> new LauncherWorker()
                .run(
                        worker,
                        new Frame.RunTests(
                                Stream.concat(tests.uniqueIds().stream(), others.stream())
                                        .toList(),
                                tests.configuration(),
                                tests.outputDirectory()),
                        player));

        EventLog replayed = run(busy, Map.of(), selectClass(Samples.BetaTestCase.class));

        assertThat(replayed.throwables())
                .singleElement()
                .asString()
                .contains("the forked JVM ran what it was not asked to");
        assertThat(replayed.shortLines()).contains("SUCCESSFUL b1()").doesNotContain("STARTED passes()");
    }

    @Test
    void nothing_remains_when_the_session_is_closed() {
        run(tracer, Map.of(), selectClass(Samples.BetaTestCase.class));

        assertThat(tracer.directories())
                .singleElement()
                .satisfies(directory -> assertThat(directory).doesNotExist());
    }
}
