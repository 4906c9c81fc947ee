package dev.ringfence.worker;

import dev.ringfence.Recorder;
import dev.ringfence.Traced;
import dev.ringfence.jupiter.ConfirmationRound;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/** Run in a worker by {@link WorkerMainTests}. */
@Traced
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkerTestCase {
    private static boolean used;

    @BeforeAll
    static void say() {
        System.out.println("round " + ConfirmationRound.current());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
    }

    @Test
    @Order(1)
    @Tag("fast")
    void passes(Recorder recorder, TestReporter reporter) {
        recorder.record(() -> {});
        reporter.publishEntry(Map.of("key", "value"));
        reporter.publishFile("note.txt", MediaType.TEXT_PLAIN_UTF_8, path -> Files.writeString(path, "published"));
    }

    @Test
    @Order(2)
    void fails() {
        throw new IllegalStateException(
                "of the body, on " + Thread.currentThread().getName());
    }

    @Test
    @Order(3)
    void aborts() {
        Assumptions.abort("not here");
    }

    @Test
    @Order(4)
    @Disabled("not today")
    void disabled() {}

    @TestFactory
    @Order(5)
    Stream<DynamicTest> dynamic() {
        return Stream.of(DynamicTest.dynamicTest("one", () -> {}));
    }

    @Test
    @Order(6)
    void keepsOnFirstUse() {
        if (used) return;
        used = true;
        throw Suspicions.of("first use", Map.of(Suspicions.STORE, 1));
    }

    @Test
    @Order(7)
    void leaks() {
        throw Suspicions.of("leak", Map.of(Suspicions.STORE, 1));
    }
}
