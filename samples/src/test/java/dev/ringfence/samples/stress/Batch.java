package dev.ringfence.samples.stress;

import java.util.stream.IntStream;

/** The runs that one worker makes of a test. */
final class Batch {
    private static final String SIZE = "ringfence.stress.batch";

    private Batch() {}

    /** Sets how many runs each worker makes that is started from now on. */
    static void setSize(int runs) {
        System.setProperty(SIZE, Integer.toString(runs));
    }

    static IntStream runs() {
        return IntStream.range(0, Integer.getInteger(SIZE));
    }
}
