package dev.ringfence.worker;

import dev.ringfence.Traced;
import org.junit.jupiter.api.Test;

/** Run in a worker by {@link WorkerMainTests}. */
@Traced
class HaltingTestCase {
    @Test
    void halts() {
        Runtime.getRuntime().halt(4);
    }
}
