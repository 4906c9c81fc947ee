package dev.ringfence.samples.benchmark;

import java.util.Locale;

/** What is measured, with what it may cost. */
enum Measure {
    FIRST_CLASS("first class of a run, whole JVM", Limit.moreThanUntraced(2_000_000_000L)),
    FURTHER_CLASS("each further class, same worker", Limit.moreThanUntraced(100_000_000L)),
    WINDOW("a window around one open and close", Limit.moreThanUntraced(5_000_000L)),
    STACK("an open with its stack, and its close", Limit.moreThanUntraced(300_000L)),
    SMALL_READ("not observed: a read of 1 byte", Limit.timesUntraced(1.03)),
    READ("not observed: a read of 64 KiB", Limit.timesUntraced(1.03));

    private final String title;
    private final Limit limit;

    Measure(String title, Limit limit) {
        this.title = title;
        this.limit = limit;
    }

    String title() {
        return title;
    }

    Limit limit() {
        return limit;
    }

    /** Returns its name in the output of a run. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
