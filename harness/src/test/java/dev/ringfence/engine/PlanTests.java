package dev.ringfence.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.ringfence.jupiter.CheckContext;
import dev.ringfence.jupiter.CheckedTest;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.RecordingCheck;
import dev.ringfence.recording.Recording;
import dev.ringfence.session.FakeTracer;
import dev.ringfence.session.TracerSession;
import dev.ringfence.syscall.ObservedSet;
import java.lang.reflect.AnnotatedElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

class PlanTests {
    private final Map<String, String> configuration = new HashMap<>();
    private final TracerSession tracer = new FakeTracer(new LauncherWorker()).session();

    @AfterEach
    void close() {
        tracer.close();
    }

    private Plan plan(List<RecordingCheck> checks, Class<?>... classes) {
        return plan(checks, Set.of(), classes);
    }

    private Plan plan(List<RecordingCheck> checks, Set<String> everywhere, Class<?>... classes) {
        TestDescriptor root = new RingfenceTestEngine(tracer)
                .discover(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(Stream.of(classes)
                                        .map(DiscoverySelectors::selectClass)
                                        .toList())
                                .build(),
                        UniqueId.forEngine("ringfence"));
        ConfigurationParameters parameters = LauncherDiscoveryRequestBuilder.request()
                .configurationParameters(configuration)
                .build()
                .getConfigurationParameters();
        return Plan.of(
                root,
                new WorkerNeeds(
                        checks, ((RingfenceDescriptor) root).classTemplates(), everywhere, Set.of(), parameters));
    }

    private static List<String> names(Plan.Step step) {
        return step.leaves().stream().map(TestDescriptor::getDisplayName).toList();
    }

    @Test
    void classes_that_need_the_same_share_a_step() {
        Plan plan = plan(List.of(), Samples.AnnotatedTestCase.class, Samples.ComposedTestCase.class);

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(names(step)).containsExactly("x()", "y()", "x()");
            assertThat(step.worker().observed()).isEqualTo(ObservedSet.defaults());
        });
    }

    @Test
    void a_class_may_have_a_worker_to_itself() {
        Plan plan = plan(
                List.of(), Samples.ComposedTestCase.class, Samples.OwnTestCase.class, Samples.AnnotatedTestCase.class);

        assertThat(plan.steps()).hasSize(2);
        assertThat(names(plan.steps().get(0))).containsExactly("x()", "x()", "y()");
        assertThat(names(plan.steps().get(1))).containsExactly("x()", "y()");
        assertThat(plan.steps().get(1).worker().owner()).endsWith("OwnTestCase]");
    }

    @Test
    void a_method_may_have_a_worker_to_itself_and_runs_after_the_rest_of_its_class() {
        Plan plan = plan(List.of(), Samples.MixedTestCase.class, Samples.ComposedTestCase.class);

        assertThat(plan.steps().stream().map(PlanTests::names))
                .containsExactly(List.of("x()"), List.of("m1()", "m3()"), List.of("m2()"));
        assertThat(plan.steps().get(0).worker()).isEqualTo(plan.steps().get(1).worker());
    }

    @Test
    void a_class_whose_methods_need_several_workers_is_started_and_finished_once() {
        FakeTracer mixing = new FakeTracer(new LauncherWorker());
        EventLog log = new EventLog();
        try (TracerSession session = mixing.session()) {
            Launchers.with(session)
                    .execute(Launchers.request(java.util.Map.of(), selectClass(Samples.MixedTestCase.class)), log);
        }

        assertThat(mixing.specs()).hasSize(2);
        assertThat(log.shortLines().stream()
                        .filter(line -> !line.startsWith("ENTRY"))
                        .map(line -> line.replaceAll("FAILED|SUCCESSFUL|ABORTED", "ENDED")))
                .containsExactly(
                        "STARTED Samples$MixedTestCase",
                        "STARTED m1()",
                        "ENDED m1()",
                        "STARTED m3()",
                        "ENDED m3()",
                        "STARTED m2()",
                        "ENDED m2()",
                        "ENDED Samples$MixedTestCase");
    }

    @Test
    void a_class_observes_what_any_of_its_tests_and_checks_needs() {
        Plan plan = plan(List.of(new Check(Set.of("futex"))), Samples.ObservingTestCase.class);

        assertThat(plan.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.worker().counted()).containsExactly("futex"))
                .satisfies(step -> assertThat(step.worker().observed())
                        .containsAll(ObservedSet.defaults())
                        .contains("read", "stat", "statx", "epoll_wait", "futex")
                        .doesNotContain("lstat", "poll"));
    }

    @Test
    void what_is_observed_everywhere_is_observed_with_results_also_where_a_check_only_counts_it() {
        Plan plan = plan(
                List.of(new Counting(Set.of("futex", "getpid"))), Set.of("futex", "mmap"), Samples.OwnTestCase.class);

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.worker().observed()).contains("futex", "mmap", "getpid");
            assertThat(step.worker().counted()).containsExactly("getpid");
        });
    }

    @Test
    void what_a_check_wants_watched_is_not_only_counted() {
        RecordingCheck watching = new Check(Set.of("futex")) {
            @Override
            public Needs needs(CheckedTest test) {
                return new Needs(Set.of("futex", "pread64"), Set.of("pread64"));
            }
        };
        Plan plan = plan(List.of(watching), Samples.ObservingTestCase.class);

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.worker().counted()).containsExactly("futex");
            assertThat(step.worker().observed()).contains("futex", "pread64");
        });
    }

    @Test
    void a_check_may_need_what_the_configuration_says() {
        configuration.put("com.example.calls", "futex");
        RecordingCheck configured = new Check(Set.of()) {
            @Override
            public Needs needs(CheckedTest test) {
                return Needs.counted(
                        Set.of(test.configuration("com.example.calls").orElseThrow()));
            }
        };

        assertThat(plan(List.of(configured), Samples.ObservingTestCase.class).steps())
                .singleElement()
                .satisfies(step -> assertThat(step.worker().counted()).containsExactly("futex"));
    }

    @Test
    void nothing_is_observed_for_a_check_that_is_off() {
        configuration.put("ringfence.verdict.futexes", "off");

        assertThat(plan(List.of(new Check(Set.of("futex"))), Samples.ObservingTestCase.class)
                        .steps())
                .singleElement()
                .satisfies(step -> assertThat(step.worker().observed()).doesNotContain("futex"));
    }

    @Test
    void a_level_of_no_check_is_misuse() {
        Plan plan = plan(List.of(new Check(Set.of("futex"))), Samples.MisjudgedTestCase.class);

        assertThat(plan.misused().values())
                .singleElement()
                .isInstanceOf(ExtensionConfigurationException.class)
                .asString()
                .endsWith("@Verdict on class [" + Samples.MisjudgedTestCase.class.getName()
                        + "] must name a check (futexes) but was: \"futxes\"");
    }

    @Test
    void a_configured_check_that_there_is_not_is_misuse() {
        configuration.put("ringfence.checks", "futexes");
        Plan plan = plan(List.of(new Check(Set.of("futex"))), Samples.ObservingTestCase.class);

        assertThat(plan.misused().values())
                .singleElement()
                .isInstanceOf(ExtensionConfigurationException.class)
                .asString()
                .endsWith("ringfence.checks must name checks () but named \"futexes\"");
    }

    @Test
    void misuse_concerns_its_class_alone() {
        Plan plan = plan(List.of(), Samples.MisspeltTestCase.class, Samples.ComposedTestCase.class);

        assertThat(plan.steps()).hasSize(1);
        assertThat(plan.misused().values())
                .singleElement()
                .isInstanceOf(ExtensionConfigurationException.class)
                .asString()
                .contains("@Traced(observe) on class [" + Samples.MisspeltTestCase.class.getName() + "]: \"opan\"");
    }

    @Test
    void misuse_is_reported_on_the_class() {
        EventLog log = new EventLog();
        Launchers.with(tracer)
                .execute(Launchers.request(java.util.Map.of(), selectClass(Samples.MisspeltTestCase.class)), log);

        assertThat(log.shortLines())
                .containsExactly("STARTED Samples$MisspeltTestCase", "FAILED Samples$MisspeltTestCase");
    }

    private record Counting(Set<String> names) implements RecordingCheck {
        @Override
        public Set<String> observes(List<AnnotatedElement> elements) {
            return names;
        }

        @Override
        public void check(Recording recording, CheckContext context) {
            throw new AssertionError("nothing is run here");
        }
    }

    private static class Check implements RecordingCheck {
        private final Set<String> names;

        Check(Set<String> names) {
            this.names = names;
        }

        @Override
        public String name() {
            return "futexes";
        }

        @Override
        public Set<String> observes(List<AnnotatedElement> elements) {
            assertThat(elements).hasSize(2).last().isEqualTo(Samples.ObservingTestCase.class);
            return names;
        }

        @Override
        public void check(Recording recording, CheckContext context) {
            throw new IllegalStateException("not in the test JVM");
        }
    }
}
