package dev.ringfence.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.Frame.TestEvent;
import dev.ringfence.channel.JavaSerialization;
import dev.ringfence.channel.ThrowableCodec;
import dev.ringfence.event.JavaStack;
import dev.ringfence.recording.codec.RecordingCodec;
import dev.ringfence.testing.Recordings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerMainTests {
    private static final String CLASS = "[engine:junit-jupiter]/[class:" + WorkerTestCase.class.getName() + "]";

    @TempDir
    Path directory;

    private FakeTracer tracer;

    @BeforeEach
    void start() throws Exception {
        tracer = new FakeTracer(directory);
    }

    @AfterEach
    void stop() {
        tracer.close();
    }

    private List<Frame> run(Class<?> testClass) throws Exception {
        tracer.showCanary();
        assertThat(tracer.readTo(Frame.WorkerReady.class)).containsExactly(new Frame.WorkerReady());
        String id = "[engine:junit-jupiter]/[class:" + testClass.getName() + "]";
        tracer.channel.send(new Frame.RunTests(
                List.of(id), Map.of(), directory.resolve("junit").toString()));
        return tracer.readTo(Frame.RunFinished.class);
    }

    private static List<TestEvent> events(List<Frame> frames) {
        return frames.stream()
                .filter(TestEvent.class::isInstance)
                .map(TestEvent.class::cast)
                .toList();
    }

    private static String brief(TestEvent event) {
        String id = event.uniqueId();
        String node = id.substring(id.lastIndexOf('[') + 1, id.length() - 1).replace("dev.ringfence.worker.", "");
        return event.kind() + " " + node + (event.status() == null ? "" : " " + event.status());
    }

    private static TestEvent find(List<TestEvent> events, String brief) {
        return events.stream().filter(e -> brief(e).equals(brief)).findFirst().orElseThrow();
    }

    @Test
    void streams_every_event_in_order_and_exits_in_an_orderly_way() throws Exception {
        List<TestEvent> events = events(run(WorkerTestCase.class));

        assertThat(events)
                .extracting(WorkerMainTests::brief)
                .containsExactly(
                        "STARTED engine:junit-jupiter",
                        "STARTED class:WorkerTestCase",
                        "STARTED method:passes(dev.ringfence.Recorder, org.junit.jupiter.api.TestReporter)",
                        "REPORT_ENTRY method:passes(dev.ringfence.Recorder, org.junit.jupiter.api.TestReporter)",
                        "FILE_PUBLISHED method:passes(dev.ringfence.Recorder, org.junit.jupiter.api.TestReporter)",
                        "FINDINGS method:passes(dev.ringfence.Recorder, org.junit.jupiter.api.TestReporter)",
                        "FINISHED method:passes(dev.ringfence.Recorder, org.junit.jupiter.api.TestReporter) SUCCESSFUL",
                        "STARTED method:fails()",
                        "FINDINGS method:fails()",
                        "FINISHED method:fails() FAILED",
                        "STARTED method:aborts()",
                        "FINDINGS method:aborts()",
                        "FINISHED method:aborts() ABORTED",
                        "SKIPPED method:disabled()",
                        "STARTED test-factory:dynamic()",
                        "REGISTERED dynamic-test:#1",
                        "STARTED dynamic-test:#1",
                        "FINDINGS dynamic-test:#1",
                        "FINISHED dynamic-test:#1 SUCCESSFUL",
                        "FINISHED test-factory:dynamic() SUCCESSFUL",
                        "STARTED method:keepsOnFirstUse()",
                        "REPORT_ENTRY method:keepsOnFirstUse()",
                        "FINDINGS method:keepsOnFirstUse()",
                        "FINISHED method:keepsOnFirstUse() SUCCESSFUL",
                        "STARTED method:leaks()",
                        "FILE_PUBLISHED method:leaks()",
                        "FINDINGS method:leaks()",
                        "FINISHED method:leaks() FAILED",
                        "FINISHED class:WorkerTestCase SUCCESSFUL",
                        "FINISHED engine:junit-jupiter SUCCESSFUL");
        contentsAreRight(events);
        tracer.channel.send(new Frame.EndWorker());
        assertThat(tracer.exitCode()).isZero();
        // 12 rounds of the leak, of which the first three ran the other test as well; one hook for each.
        assertThat(tracer.output().lines().filter("hook ran"::equals)).hasSize(13);
        assertThat(tracer.output().lines().filter(line -> line.startsWith("round ")))
                .startsWith("round 0", "round 1", "round 2")
                .hasSize(13);
    }

    private void contentsAreRight(List<TestEvent> events) throws Exception {
        TestEvent registered = find(events, "REGISTERED dynamic-test:#1");
        assertThat(registered.parentId()).isEqualTo(CLASS + "/[test-factory:dynamic()]");
        assertThat(registered.displayName()).isEqualTo("one");
        assertThat(registered.nodeType()).isEqualTo(TestEvent.NodeType.TEST);
        assertThat(JavaSerialization.decode(registered.source(), TestSource.class)
                        .orElseThrow())
                .isInstanceOfSatisfying(
                        MethodSource.class, s -> assertThat(s.getMethodName()).isEqualTo("dynamic"));
        assertThat(ThrowableCodec.decode(
                        find(events, "FINISHED method:fails() FAILED").throwable()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of the body, on main");
        assertThat(ThrowableCodec.decode(
                        find(events, "FINISHED method:leaks() FAILED").throwable()))
                .hasMessageContaining("grown=12, runs=12");
        assertThat(find(events, "SKIPPED method:disabled()").reason()).isEqualTo("not today");
        TestEvent passes = events.get(2);
        assertThat(passes.tags()).containsExactly("fast");
        assertThat(events.get(3).entry()).containsExactly(Map.entry("key", "value"));
        Path published = Path.of(String.valueOf(events.get(4).file()));
        assertThat(published).startsWith(directory.resolve("junit")).hasContent("published");
        assertThat(events.get(4).mediaType()).startsWith("text/plain");
    }

    @Test
    void deletes_the_properties_and_tells_its_threads() throws Exception {
        assertThat(Files.exists(tracer.properties)).isFalse();
        assertThat((long) tracer.hello.pid()).isEqualTo(tracer.process.pid());
        assertThat(tracer.hello.harnessTids()).hasSize(5).doesNotContain(tracer.mainTid());
        for (int tid : tracer.hello.harnessTids()) {
            assertThat(Path.of("/proc/" + tracer.hello.pid() + "/task")).isDirectory();
            assertThat(tid).isPositive();
        }
    }

    @Test
    void answers_for_threads_while_the_main_thread_waits() throws Exception {
        tracer.questions.ask(new Frame.StackRequest(41, tracer.mainTid()));

        Frame.StackAnswer answer = (Frame.StackAnswer) tracer.awaitAnswer();

        assertThat(answer.id()).isEqualTo(41);
        assertThat(answer.javaThread()).isTrue();
        assertThat(answer.systemThread()).isFalse();
        assertThat(((JavaStack.Taken) answer.stack()).threadName()).isEqualTo("main");
        assertThat(((JavaStack.Taken) answer.stack()).frames())
                .extracting(StackTraceElement::getClassName)
                .contains(WorkerMain.class.getName());
    }

    @Test
    void runs_no_test_when_its_canary_is_not_seen() throws Exception {
        tracer.channel.send(new Frame.RecordingReady(Canary.WINDOW, RecordingCodec.toJson(Recordings.empty("canary"))));

        List<Frame> frames = tracer.readTo(Frame.WorkerFailed.class);

        assertThat(((Frame.WorkerFailed) frames.get(0)).message())
                .isEqualTo("a known call was not seen: the recording of the canary lacks an open of /dev/null"
                        + " (0 events, 0 counts were seen)");
        assertThat(tracer.exitCode()).isEqualTo(WorkerMain.FAILED);
    }

    @Test
    void does_not_outlive_its_connection() throws Exception {
        tracer.showCanary();
        tracer.readTo(Frame.WorkerReady.class);

        tracer.channel.close();

        assertThat(tracer.exitCode()).isEqualTo(WorkerMain.FAILED);
    }

    @Test
    void lets_go_of_held_events_when_a_test_exits() throws Exception {
        List<TestEvent> events = events(run(DyingTestCase.class));

        assertThat(tracer.exitCode()).isEqualTo(3);
        assertThat(events)
                .extracting(WorkerMainTests::brief)
                .containsExactly(
                        "STARTED engine:junit-jupiter",
                        "STARTED class:DyingTestCase",
                        "STARTED method:suspected()",
                        "FILE_PUBLISHED method:suspected()",
                        "FINDINGS method:suspected()",
                        "FINISHED method:suspected() FAILED",
                        "STARTED method:exits()");
    }

    @Test
    void says_which_test_began_before_it_dies() throws Exception {
        List<TestEvent> events = events(run(HaltingTestCase.class));

        assertThat(tracer.exitCode()).isEqualTo(4);
        assertThat(events).extracting(WorkerMainTests::brief).endsWith("STARTED method:halts()");
    }
}
