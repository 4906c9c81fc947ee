package dev.ringfence.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One of everything that Jupiter has. Run by tests. */
@Tag("zoo")
class ZooTestCase {

    @Test
    void passes() {}

    @Test
    @Tag("fails")
    void fails() {
        assertEquals("expected", "actual", "differs");
    }

    @Test
    void aborts() {
        assumeTrue(false, "not today");
    }

    @Test
    @Disabled("broken")
    void disabled() {}

    @Test
    @DisplayName("writes a file \ud83d\ude00")
    void writes(@TempDir Path directory) throws IOException {
        assertThat(Files.writeString(directory.resolve("f"), "x")).exists();
    }

    @Test
    void reports(TestReporter reporter) {
        reporter.publishEntry(Map.of("key", "value"));
        reporter.publishFile("note.txt", MediaType.TEXT_PLAIN_UTF_8, file -> Files.writeString(file, "note"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "two", "three"})
    void parameterized(String value) {
        assertThat(value).isNotEqualTo("two");
    }

    @RepeatedTest(3)
    void repeated() {}

    @TestFactory
    Stream<DynamicNode> dynamic() {
        return Stream.of(
                DynamicTest.dynamicTest("first", () -> {}),
                DynamicContainer.dynamicContainer(
                        "inner",
                        Stream.of(DynamicTest.dynamicTest(
                                "second", () -> assertThat(1).isEqualTo(2)))));
    }

    @Nested
    class Inner {
        @Test
        void nested() {}

        @Nested
        class Deeper {
            @Test
            void nestedTwice() {}
        }
    }

    @Nested
    class Unusable {
        @BeforeAll
        static void breaks() {
            throw new IllegalStateException("before all");
        }

        @Test
        void neverRuns() {}
    }

    @Nested
    @Disabled("all of it")
    class Off {
        @Test
        void neverRuns() {}
    }
}
