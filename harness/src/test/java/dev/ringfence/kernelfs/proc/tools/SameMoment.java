package dev.ringfence.kernelfs.proc.tools;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * What we read and what a tool printed of the same moment: ours before and after the tool are equal.
 *
 * @param <A> what we read
 * @param <B> what the tool printed
 */
record SameMoment<A, B>(A ours, B theirs) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Reads and runs the tool until nothing has moved meanwhile. */
    static <A, B> SameMoment<A, B> of(Supplier<A> ours, Supplier<B> theirs) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        A before = ours.get();
        while (true) {
            B printed = theirs.get();
            A after = ours.get();
            if (before.equals(after)) return new SameMoment<>(after, printed);
            if (System.nanoTime() > deadline)
                throw new AssertionError("for " + PATIENCE.toSeconds() + " s something moved between two reads:\n"
                        + before + "\n" + after);
            before = after;
        }
    }
}
