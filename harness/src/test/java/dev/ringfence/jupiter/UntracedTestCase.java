package dev.ringfence.jupiter;

import dev.ringfence.Traced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Run by {@link RingfenceExtensionTests}. */
@ExtendWith(RingfenceExtension.class)
class UntracedTestCase {
    @Test
    void untraced() {}

    @Test
    @Traced
    void traced() {}
}
