package dev.ringfence.jupiter;

import dev.ringfence.Recorder;
import dev.ringfence.Traced;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Run by {@link RingfenceExtensionTests}. Writes what it does into a log, where windows are written, too. */
@Traced
class TracedTestCase {
    static List<String> log = List.of();
    private final Recorder field;

    TracedTestCase(Recorder recorder) {
        field = recorder;
    }

    @BeforeAll
    static void beforeAll() {
        log.add("before all");
    }

    @BeforeEach
    void beforeEach() {
        log.add("before each");
    }

    @AfterEach
    void afterEach() {
        log.add("after each");
    }

    @Test
    void passes(Recorder recorder) {
        log.add("body");
        log.add(recorder.record(() -> log.add("action")).name());
        field.soFar();
        Recorder.current().soFar();
    }

    @Test
    void fails() {
        throw new IllegalStateException("of the body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void parameterized(String value) {
        log.add(value);
    }

    @TestFactory
    Stream<DynamicTest> dynamic(Recorder recorder) {
        log.add("factory");
        return Stream.of(DynamicTest.dynamicTest("one", recorder::soFar));
    }

    @Nested
    class Inner {
        @Test
        void nested() {
            log.add("nested");
        }
    }
}
