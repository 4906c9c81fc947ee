package dev.ringfence.jupiter;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Has checks, and nobody traces it. */
class UntracedCheckTestCase {

    @NeedsTracing
    @Retention(RetentionPolicy.RUNTIME)
    @interface Check {}

    @Check
    @Retention(RetentionPolicy.RUNTIME)
    @interface CheckOfOurs {}

    @Test
    @CheckOfOurs
    void judged() {}

    @Test
    void plain() {}

    @Nested
    @Check
    class Judged {
        @Test
        void nested() {}
    }
}
