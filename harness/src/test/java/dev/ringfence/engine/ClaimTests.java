package dev.ringfence.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.ringfence.session.FakeTracer;
import dev.ringfence.session.TracerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

class ClaimTests {
    private final TracerSession tracer = new FakeTracer(new LauncherWorker()).session();

    @AfterEach
    void close() {
        tracer.close();
    }

    private TestPlan discover(Map<String, String> configuration, DiscoverySelector... selectors) {
        return Launchers.with(tracer).discover(Launchers.request(configuration, selectors));
    }

    private TestPlan discover(Class<?> type) {
        return discover(Map.of(), selectClass(type));
    }

    /** Returns the legacy names of an engine's tests: names of methods. */
    private static List<String> tests(TestPlan plan, String engine) {
        List<String> tests = new ArrayList<>();
        plan.getRoots().stream()
                .filter(root -> root.getUniqueId().equals("[engine:" + engine + "]"))
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(TestIdentifier::isTest)
                .map(test -> plan.getParent(test).orElseThrow().getDisplayName() + "." + test.getDisplayName())
                .sorted()
                .forEach(tests::add);
        return tests;
    }

    @Test
    void a_traced_class_is_claimed_with_what_is_nested_in_it() {
        TestPlan plan = discover(Samples.AnnotatedTestCase.class);

        assertThat(tests(plan, "ringfence")).containsExactly("Samples$AnnotatedTestCase.x()", "WithinTestCase.y()");
        assertThat(tests(plan, "junit-jupiter")).isEmpty();
    }

    @Test
    void a_subclass_of_a_traced_class_is_claimed() {
        TestPlan plan = discover(Samples.InheritingTestCase.class);

        assertThat(tests(plan, "ringfence")).containsExactly("Samples$InheritingTestCase.x()", "WithinTestCase.y()");
        assertThat(tests(plan, "junit-jupiter")).isEmpty();
    }

    @Test
    void an_annotation_may_carry_the_annotation() {
        TestPlan plan = discover(Samples.ComposedTestCase.class);

        assertThat(tests(plan, "ringfence")).containsExactly("Samples$ComposedTestCase.x()");
        assertThat(tests(plan, "junit-jupiter")).isEmpty();
    }

    @Test
    void an_annotation_on_a_method_claims_this_method_alone() {
        TestPlan plan = discover(Samples.OneMethodTestCase.class);

        assertThat(tests(plan, "ringfence"))
                .containsExactly("PartTestCase.traced()", "Samples$OneMethodTestCase.traced()");
        assertThat(tests(plan, "junit-jupiter"))
                .containsExactly("PartTestCase.plain()", "Samples$OneMethodTestCase.plain()");
    }

    @Test
    void a_plain_class_stays_with_jupiter() {
        TestPlan plan = discover(Samples.PlainTestCase.class);

        assertThat(tests(plan, "ringfence")).isEmpty();
        assertThat(tests(plan, "junit-jupiter")).containsExactly("Samples$PlainTestCase.x()");
    }

    @Test
    void all_plain_classes_can_be_claimed() {
        TestPlan plan = discover(Map.of("ringfence.trace", "all"), selectClass(Samples.PlainTestCase.class));

        assertThat(tests(plan, "ringfence")).containsExactly("Samples$PlainTestCase.x()");
        assertThat(tests(plan, "junit-jupiter")).isEmpty();
    }

    @Test
    void plain_classes_can_be_claimed_by_name() {
        TestPlan plan = discover(
                Map.of("ringfence.trace", "com.example.*, dev.ringfence.*$PlainTest*"),
                selectClass(Samples.PlainTestCase.class),
                selectClass(Samples.BetaTestCase.class));

        assertThat(tests(plan, "ringfence")).containsExactly("Samples$PlainTestCase.x()");
        assertThat(tests(plan, "junit-jupiter")).containsExactly("Samples$BetaTestCase.b1()");
    }

    @Test
    void inline_claims_nothing() {
        TestPlan plan = discover(Map.of("ringfence.mode", "inline"), selectClass(Samples.AnnotatedTestCase.class));

        assertThat(tests(plan, "ringfence")).isEmpty();
        assertThat(tests(plan, "junit-jupiter")).hasSize(2);
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void a_worker_claims_nothing() {
        System.setProperty("ringfence.worker", "true");
        try {
            assertThat(tests(discover(Samples.AnnotatedTestCase.class), "junit-jupiter"))
                    .hasSize(2);
        } finally {
            System.clearProperty("ringfence.worker");
        }
    }

    @Test
    void inside_of_another_engine_nothing_is_claimed() {
        UniqueId inSuite = UniqueId.parse("[engine:junit-platform-suite]/[suite:X]/[engine:ringfence]");

        assertThat(new RingfenceTestEngine(tracer)
                        .discover(Launchers.request(Map.of(), selectClass(Samples.AnnotatedTestCase.class)), inSuite)
                        .getChildren())
                .isEmpty();
    }

    @Test
    void a_launcher_without_this_engine_keeps_the_tests_even_after_one_with_it() {
        discover(Samples.AnnotatedTestCase.class);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Samples.AnnotatedTestCase.class))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build();

        assertThat(tests(Launchers.with(tracer).discover(request), "junit-jupiter"))
                .hasSize(2);
    }

    @Test
    void filters_for_tags_apply() {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(ZooTestCase.class))
                .configurationParameter("ringfence.trace", "all")
                .filters(TagFilter.includeTags("fails"))
                .build();

        assertThat(tests(Launchers.with(tracer).discover(request), "ringfence")).containsExactly("ZooTestCase.fails()");
    }

    @Test
    void a_value_that_a_parameter_cannot_have_is_misuse() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "ringfence.mode", "outline",
                        "ringfence.trace", "a b",
                        "ringfence.unavailable", "ignore",
                        "ringfence.quiet", "-1",
                        "ringfence.events", "many",
                        "ringfence.start.timeout", "9999999999")
                .entrySet()) {
            EngineDiscoveryRequest request = Launchers.request(
                    Map.of(wrong.getKey(), wrong.getValue()), selectClass(Samples.AnnotatedTestCase.class));
            assertThatExceptionOfType(org.junit.jupiter.api.extension.ExtensionConfigurationException.class)
                    .isThrownBy(
                            () -> new RingfenceTestEngine(tracer).discover(request, UniqueId.forEngine("ringfence")))
                    .withMessageContaining(wrong.getKey() + " must be ")
                    .withMessageEndingWith(" was \"" + wrong.getValue() + "\"");
        }
    }

    @Test
    void a_call_to_observe_that_is_none_is_misuse() {
        EngineDiscoveryRequest request =
                Launchers.request(Map.of("ringfence.observe", "opan"), selectClass(Samples.AnnotatedTestCase.class));
        assertThatExceptionOfType(org.junit.jupiter.api.extension.ExtensionConfigurationException.class)
                .isThrownBy(() -> new RingfenceTestEngine(tracer).discover(request, UniqueId.forEngine("ringfence")))
                .withMessageStartingWith("ringfence.observe: \"opan\"");
    }

    @Test
    void issues_that_jupiter_reports_are_not_reported_twice() {
        List<String> issues = new ArrayList<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Samples.WithIssueTestCase.class))
                .listeners(new LauncherDiscoveryListener() {
                    @Override
                    public void issueEncountered(UniqueId engine, DiscoveryIssue issue) {
                        issues.add(issue.message());
                    }
                })
                .build();

        TestPlan plan = Launchers.with(tracer).discover(request);

        assertThat(tests(plan, "ringfence")).containsExactly("Samples$WithIssueTestCase.x()");
        assertThat(issues).singleElement().asString().contains("hidden");
    }

    @Test
    void an_id_of_this_engine_claims_what_it_names() {
        TestPlan plan = discover(
                Map.of(),
                selectUniqueId(
                        "[engine:ringfence]/[class:" + Samples.AnnotatedTestCase.class.getName() + "]/[method:x()]"));

        assertThat(tests(plan, "ringfence")).containsExactly("Samples$AnnotatedTestCase.x()");
    }
}
