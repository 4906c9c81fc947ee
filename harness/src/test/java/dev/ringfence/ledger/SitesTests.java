package dev.ringfence.ledger;

import static dev.ringfence.testing.Calls.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Actor;
import dev.ringfence.event.JavaStack;
import dev.ringfence.testing.Calls;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SitesTests {
    private static final StackTraceElement STORE = frame("com.example.UploadService", "store", 57);
    private static final StackTraceElement UPLOADS = frame("com.example.UploadServiceTests", "uploads", 20);

    private static final JavaStack NOT_TAKEN = new JavaStack.Absent("the worker did not answer in time");

    private final Calls calls = new Calls();

    private static JavaStack stack(StackTraceElement... frames) {
        return new JavaStack.Taken(1, "main", false, List.of(frames));
    }

    private Site of(StackTraceElement... frames) {
        return Sites.of(calls.from(frames).open(3, "/tmp/a-1"));
    }

    @Test
    void the_innermost_frame_of_the_application_is_the_site() {
        Site site = of(
                frame("sun.nio.fs.UnixNativeDispatcher", "open0", -2),
                frame("java.nio.file.Files", "newInputStream", 160),
                frame("com.example.UploadService", "store", 57),
                frame("com.example.UploadServiceTests", "uploads", 20),
                frame("java.lang.reflect.Method", "invoke", 569));
        assertThat(site.label()).isEqualTo("com.example.UploadService.store(UploadService.java:57)");
    }

    @Test
    void another_line_is_another_site_and_another_thread_is_not() {
        StackTraceElement at57 = frame("com.example.A", "a", 57);
        Site site = of(at57);
        assertThat(of(frame("com.example.A", "a", 58))).isNotEqualTo(site);
        calls.by(Calls.POOL);
        assertThat(of(at57, frame("java.lang.Thread", "run", 840))).isEqualTo(site);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.io.FileInputStream",
                "javax.net.SocketFactory",
                "jdk.internal.loader.URLClassPath",
                "sun.nio.ch.Net",
                "com.sun.proxy.$Proxy7",
                "org.junit.jupiter.engine.X",
                "org.junit.platform.commons.util.ReflectionUtils",
                "org.apache.maven.surefire.booter.ForkedBooter",
                "org.assertj.core.api.Assertions",
                "dev.ringfence.jupiter.Windows",
                "dev.ringfence.worker.Marker",
                "dev.ringfence.Recorder",
                "dev.ringfence.assertions.FdAssertions",
                "dev.ringfence.assertions.judge.LeakJudge",
                "dev.ringfence.jupiter.Windows$Open"
            })
    void frames_that_are_not_the_applications_are_passed_over(String className) {
        assertThat(of(frame(className, "x", 1), frame("com.example.A", "a", 2)).label())
                .startsWith("com.example.A.a(");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.ringfence.samples.upload.UploadService",
                "dev.ringfence.jupiter.WindowsTests",
                "dev.ringfence.jupiter.LeakingTestCase",
                "dev.ringfence.assertions.LeakIT",
                "dev.ringfence.worker.Foo$BarTests$1",
                "dev.ringfence.ForkTestCase$Inner",
                "io.undertow.Undertow",
                "Main",
                "javafoo.Bar",
                "sunny.Day"
            })
    void samples_tests_and_libraries_are_applications(String className) {
        boolean nestedInHarness = className.contains("$BarTests");
        assertThat(of(frame(className, "x", 1), frame("com.example.A", "a", 2)).label())
                .startsWith(nestedInHarness ? "com.example.A" : className);
    }

    @ParameterizedTest
    @CsvSource({
        "com.example.A$$Lambda/0x00007f1c4c001240, com.example.A$$Lambda/0x00007f1c4c0aaaa0, com.example.A$$Lambda",
        "com.example.A$$Lambda$14/0x0000000800c8, com.example.A$$Lambda$99/0x0000000800ff, com.example.A$$Lambda",
        "com.example.$Proxy12, com.example.$Proxy3, com.example.$Proxy#",
        "com.example.A$$EnhancerBySpringCGLIB$$1a2b3c4d, com.example.A$$EnhancerBySpringCGLIB$$9f8e7d6c, com.example.A$$EnhancerBySpringCGLIB$$#",
        "com.example.A$$SpringCGLIB$$0, com.example.A$$SpringCGLIB$$1, com.example.A$$SpringCGLIB$$#",
        "com.example.A$MockitoMock$1234567, com.example.A$MockitoMock$7654, com.example.A$MockitoMock$#",
        "com.example.A$ByteBuddy$k3JdaHf2, com.example.A$ByteBuddy$Xy12Zw34, com.example.A$ByteBuddy$#",
        "com.example.A.0x1f, com.example.A.0x2f, com.example.A"
    })
    void names_of_generated_classes_are_the_same_in_each_run(String one, String other, String stable) {
        assertThat(Frames.stableClassName(one)).isEqualTo(stable).isEqualTo(Frames.stableClassName(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.example.Http2Client", "com.example.A$1", "com.example.A$1Local", "v2.Api", "Log4j"})
    void digits_in_names_that_somebody_wrote_stay(String className) {
        assertThat(Frames.stableClassName(className)).isEqualTo(className);
    }

    @Test
    void a_lambda_is_shown_as_the_method_it_stands_in() {
        Site site = of(frame("com.example.A", "lambda$store$3", 12));
        assertThat(site.label()).isEqualTo("com.example.A.store(A.java:12)");
    }

    @Test
    void a_stack_of_the_jdk_alone_is_a_site_as_a_whole_without_lines() {
        StackTraceElement[] selector = {
            frame("sun.nio.ch.EPoll", "create", -2),
            frame("sun.nio.ch.EPollSelectorImpl", "<init>", 82),
            frame("jdk.internal.net.http.HttpClientImpl$SelectorManager", "run", 889),
            frame("java.lang.Thread", "run", 840)
        };
        Site site = of(selector);
        assertThat(site.label())
                .isEqualTo("sun.nio.ch.EPoll.create ← … ← jdk.internal.net.http.HttpClientImpl$SelectorManager.run");
        selector[1] = frame("sun.nio.ch.EPollSelectorImpl", "<init>", 90);
        assertThat(of(selector)).isEqualTo(site);
        selector[1] = frame("sun.nio.ch.PipeImpl", "<init>", 90);
        assertThat(of(selector)).isNotEqualTo(site);
        assertThat(of(frame("java.lang.Thread", "run", 840)).label()).isEqualTo("java.lang.Thread.run");
        assertThat(of(selector[0], selector[3]).label()).isEqualTo("sun.nio.ch.EPoll.create");
        assertThat(of(selector[0], selector[1]).label())
                .isEqualTo("sun.nio.ch.EPoll.create ← sun.nio.ch.PipeImpl.<init>");
    }

    @Test
    void a_stack_alone_has_the_site_of_a_call_from_it() {
        StackTraceElement jdk = frame("sun.nio.ch.EPoll", "create", -2);
        assertThat(Sites.of(stack(jdk, STORE, UPLOADS))).contains(of(jdk, STORE, UPLOADS));
        assertThat(Sites.of(stack(jdk))).contains(of(jdk));
        assertThat(Sites.of(stack())).isEmpty();
        assertThat(Sites.of(NOT_TAKEN)).isEmpty();
    }

    @Test
    void the_innermost_frame_is_that_of_the_application() {
        StackTraceElement jdk = frame("java.lang.Thread", "sleep", -2);
        assertThat(Sites.innermost(stack(jdk, STORE, UPLOADS)))
                .contains("com.example.UploadService.store(UploadService.java:57)");
        assertThat(Sites.innermost(stack(jdk))).isEmpty();
        assertThat(Sites.innermost(NOT_TAKEN)).isEmpty();
    }

    // --- Threads ---

    @Test
    void a_thread_is_known_by_its_name_without_digits_and_the_outermost_method_of_the_application() {
        JavaStack running = stack(
                frame("java.lang.Thread", "sleep", -2),
                STORE,
                frame("com.example.Poller$$Lambda/0x00007f1c4c001240", "lambda$poll$0", 31),
                frame("java.lang.Thread", "run", 840));
        Site site = Sites.ofThread("pool-1-thread-2", running);
        assertThat(site.label()).isEqualTo("thread \"pool-#-thread-#\", which runs com.example.Poller$$Lambda.poll");
        assertThat(Sites.ofThread("pool-3-thread-4", running)).isEqualTo(site);
        assertThat(Sites.ofThread("poller", running)).isNotEqualTo(site);
    }

    @Test
    void a_thread_of_which_no_method_is_known_is_known_by_its_name_alone() {
        Site site = new Site("thread \"pool-#-thread-#\"", "thread \"pool-#-thread-#\"");
        assertThat(Sites.ofThread("pool-1-thread-2", NOT_TAKEN)).isEqualTo(site);
        assertThat(Sites.ofThread("pool-1-thread-2", stack(frame("java.lang.Thread", "run", 840))))
                .isEqualTo(site);
    }

    @Test
    void without_a_stack_the_call_its_path_and_its_thread_are_the_site() {
        calls.by(Calls.POOL).without("the thread was not in native code");
        Site site = Sites.of(calls.open(7, "/tmp/upload-7731.tmp"));
        assertThat(site.label()).isEqualTo("openat(\"/tmp/upload-#.tmp\") by \"pool-#-thread-#\"");
        assertThat(Sites.of(calls.open(8, "/tmp/upload-12.tmp"))).isEqualTo(site);
        assertThat(Sites.of(calls.open(8, "/tmp/download-12.tmp"))).isNotEqualTo(site);
        assertThat(Sites.of(calls.socket(9)).label()).isEqualTo("socket() by \"pool-#-thread-#\"");
    }

    @Test
    void frames_without_a_source_are_shown_as_java_shows_them() {
        assertThat(of(new StackTraceElement("com.example.A", "a", null, -1)).label())
                .isEqualTo("com.example.A.a(Unknown Source)");
        assertThat(of(new StackTraceElement("com.example.A", "a", "A.java", -1)).label())
                .isEqualTo("com.example.A.a(A.java)");
        assertThat(of(frame("com.example.A", "a", -2)).label()).isEqualTo("com.example.A.a(Native Method)");
    }

    // --- Callers ---

    private Optional<String> callerOf(StackTraceElement... frames) {
        return Sites.caller(calls.from(frames).open(3, "/tmp/a-1"));
    }

    @Test
    void the_outermost_frame_of_the_application_is_the_caller() {
        assertThat(callerOf(
                        frame("sun.nio.fs.UnixNativeDispatcher", "open0", -2),
                        STORE,
                        frame("com.example.Helper", "upload", 8),
                        UPLOADS,
                        frame("java.lang.reflect.Method", "invoke", 569),
                        frame("org.junit.platform.commons.util.ReflectionUtils", "invokeMethod", 727),
                        frame("dev.ringfence.worker.Main", "main", 30)))
                .contains("com.example.UploadServiceTests.uploads(UploadServiceTests.java:20)");
    }

    @Test
    void an_extension_around_the_test_is_no_caller() {
        StackTraceElement junit = frame("org.junit.jupiter.engine.execution.Invocation", "proceed", 60);
        assertThat(callerOf(STORE, UPLOADS, junit, frame("com.example.Retry", "intercept", 8)))
                .contains("com.example.UploadServiceTests.uploads(UploadServiceTests.java:20)");
        assertThat(callerOf(
                        STORE,
                        frame("com.example.UploadServiceTests", "lambda$uploads$0", 24),
                        frame("org.junit.jupiter.api.AssertThrows", "assertThrows", 53),
                        UPLOADS))
                .as("what JUnit calls for the test is nearer than the test")
                .contains("com.example.UploadServiceTests.uploads(UploadServiceTests.java:24)");
    }

    @Test
    void a_lambda_or_nested_class_of_the_test_is_shown_as_a_caller() {
        assertThat(callerOf(STORE, frame("com.example.UploadServiceTests", "lambda$uploads$3", 21)))
                .contains("com.example.UploadServiceTests.uploads(UploadServiceTests.java:21)");
        assertThat(callerOf(STORE, frame("com.example.UploadServiceTests$Large", "uploads", 22)))
                .contains("com.example.UploadServiceTests$Large.uploads(UploadServiceTests.java:22)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.UploadServiceTests",
                "com.example.UploadServiceTests$Large",
                "com.example.UploadServiceTests$1",
                "com.example.UploadServiceTests$$Lambda/0x00007f1c4c001240",
                "com.example.UploadServiceTests$$Lambda$14/0x0000000800c8"
            })
    void what_a_test_class_calls_itself_has_no_caller(String sameFile) {
        assertThat(callerOf(frame(sameFile, "opens", 12), UPLOADS)).isEmpty();
        assertThat(callerOf(frame(sameFile, "lambda$uploads$3", 12), STORE, UPLOADS))
                .isEmpty();
        assertThat(callerOf(UPLOADS, frame(sameFile, "opens", 12))).isEmpty();
    }

    @Test
    void a_native_method_that_the_test_calls_itself_has_no_caller() {
        StackTraceElement nativeMethod = frame("com.example.Native", "open", -2);
        assertThat(callerOf(nativeMethod, UPLOADS)).isEmpty();
        assertThat(callerOf(nativeMethod, STORE, UPLOADS)).isPresent();
    }

    @Test
    void a_class_whose_name_begins_the_same_is_another_one() {
        assertThat(callerOf(frame("com.example.Upload", "store", 57), UPLOADS)).isPresent();
        assertThat(callerOf(frame("org.example.UploadServiceTests", "store", 57), UPLOADS))
                .isPresent();
    }

    static Stream<Actor> otherThreads() {
        return Stream.of(Calls.POOL, Calls.CLEANER, Calls.JVM, Calls.CHILD);
    }

    @ParameterizedTest
    @MethodSource("otherThreads")
    void what_another_thread_calls_has_no_caller(Actor thread) {
        calls.by(thread);
        assertThat(callerOf(STORE, UPLOADS)).isEmpty();
    }

    @Test
    void without_a_frame_of_the_application_there_is_no_caller() {
        assertThat(callerOf()).isEmpty();
        assertThat(callerOf(frame("java.lang.Thread", "run", 840))).isEmpty();
        assertThat(callerOf(STORE)).isEmpty();
        assertThat(Sites.caller(calls.without("not in native code").open(3, "/tmp/a")))
                .isEmpty();
    }

    // --- Creators ---

    private Optional<String> creatorOf(StackTraceElement... frames) {
        return Sites.creator(calls.by(Calls.POOL).from(frames).open(3, "/tmp/a-1"));
    }

    @Test
    void the_frame_around_constructors_is_the_creator() {
        assertThat(creatorOf(
                        frame("java.io.FileInputStream", "<init>", 160),
                        frame("com.example.Reader", "<init>", 9),
                        frame("com.example.CsvReader", "<init>", 12),
                        frame("java.util.function.Supplier", "get", 3),
                        frame("com.example.Import", "run", 31),
                        UPLOADS))
                .contains("com.example.Import.run(Import.java:31)");
    }

    @Test
    void what_no_constructor_calls_has_no_creator() {
        assertThat(creatorOf(STORE, frame("com.example.Import", "<init>", 31), UPLOADS))
                .isEmpty();
        assertThat(creatorOf(frame("java.io.FileInputStream", "<init>", 160), STORE))
                .as("the JDK's own constructors")
                .isEmpty();
        assertThat(creatorOf(frame("com.example.Reader", "<init>", 9))).isEmpty();
        assertThat(Sites.creator(calls.without("not in native code").open(3, "/tmp/a")))
                .isEmpty();
    }

    // --- Direct callers ---

    private Optional<String> directCallerOf(StackTraceElement... frames) {
        return Sites.directCaller(calls.from(frames).open(3, "/tmp/a-1"));
    }

    @Test
    void the_frame_between_the_call_and_the_test_is_the_direct_caller() {
        assertThat(directCallerOf(
                        STORE,
                        frame("java.util.ArrayList", "forEach", 9),
                        frame("com.example.UploadService", "lambda$storeAll$1", 40),
                        frame("com.example.Import", "run", 31),
                        UPLOADS))
                .contains("com.example.UploadService.storeAll(UploadService.java:40)");
    }

    @Test
    void what_the_test_calls_itself_has_no_direct_caller_of_its_own() {
        assertThat(directCallerOf(STORE, UPLOADS)).isEmpty();
        assertThat(directCallerOf(STORE)).isEmpty();
        assertThat(directCallerOf(
                        frame("com.example.Reader", "<init>", 9), frame("com.example.Import", "run", 31), UPLOADS))
                .as("a constructor has a creator")
                .isEmpty();
        calls.by(Calls.POOL);
        assertThat(directCallerOf(STORE, frame("com.example.Import", "run", 31), UPLOADS))
                .as("another thread")
                .isEmpty();
    }

    @Test
    void growth_counts_what_is_left_open_and_what_is_abandoned_by_site() {
        Ledger ledger = new Ledger(Calls.WORKER, java.util.Set.of());
        calls.from(frame("com.example.A", "list", 7));
        ledger.apply(calls.open(3, "/tmp"));
        ledger.apply(calls.open(4, "/tmp"));
        calls.from(frame("com.example.B", "abandon", 9));
        ledger.apply(calls.open(5, "/tmp/b"));
        calls.from(frame("com.example.C", "close", 9));
        ledger.apply(calls.open(6, "/tmp/c"));
        ledger.apply(calls.close(6));
        ledger.apply(calls.by(Calls.CLEANER).close(5));
        var lives = ledger.finish(java.util.Set.of(3, 4), java.util.Set.of()).lives();
        Site a = of(frame("com.example.A", "list", 7));
        Site b = of(frame("com.example.B", "abandon", 9));
        assertThat(Growths.of(lives)).isEqualTo(new Growth(java.util.Map.of(a, 2, b, 1)));
        assertThat(Growths.of(lives, life -> life.fd().value() != 4)).isEqualTo(new Growth(java.util.Map.of(a, 1)));
        assertThat(Growths.of(lives, life -> true)).isEqualTo(Growth.none());
    }
}
