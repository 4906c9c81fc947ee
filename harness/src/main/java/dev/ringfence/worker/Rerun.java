package dev.ringfence.worker;

import dev.ringfence.jupiter.Inquiry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a further run of a test.
 *
 * @param throwable what it threw, or why it was not run; null where it passed
 * @param inquiries the questions that it put
 */
record Rerun(@Nullable Throwable throwable, List<Inquiry> inquiries) {
    Rerun {
        inquiries = List.copyOf(inquiries);
    }

    /** Makes one that put no question. */
    static Rerun of(@Nullable Throwable throwable) {
        return new Rerun(throwable, List.of());
    }

    Optional<Throwable> thrown() {
        return Optional.ofNullable(throwable);
    }
}
