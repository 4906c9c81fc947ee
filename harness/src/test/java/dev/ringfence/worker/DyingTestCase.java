package dev.ringfence.worker;

import dev.ringfence.Traced;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Run in a worker by {@link WorkerMainTests}. */
@Traced
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DyingTestCase {
    @Test
    @Order(1)
    void suspected() {
        throw Suspicions.of("leak", Map.of(Suspicions.STORE, 1));
    }

    @Test
    @Order(2)
    void exits() {
        System.exit(3);
    }
}
