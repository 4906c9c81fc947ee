package dev.ringfence.samples.benchmark;

import java.util.Locale;

/** What is measured, with what it may cost. */
enum Measure {
    FIRST_CLASS("first class of a run, whole JVM", Limit.more(2_000_000_000L)),
    FURTHER_CLASS("each further class, same worker", Limit.more(100_000_000L)),
    /** What it costs while both virtual machines interpret most of their code: the tests of a small class. */
    EARLY_WINDOW("each of the first 50 windows", Limit.none()),
    WINDOW("a window around one open and close", Limit.more(5_000_000L)),
    OBSERVED("an open and its close, outside windows", Limit.none()),
    /** Two stops for the open and one for the close, as outside of windows, and one stack. */
    STACK("the same with the stack of the open", Limit.more(300_000L).than(Way.RINGFENCE, OBSERVED)),
    SMALL_READ("not observed: a read of 1 byte", Limit.times(1.03).than(Way.EMPTY_FILTER)),
    READ("not observed: a read of 64 KiB", Limit.times(1.03).than(Way.EMPTY_FILTER)),
    SNAPSHOT("a snapshot: 100 descriptors, 60 threads", Limit.atMost(3_000_000L)),
    LARGE_SNAPSHOT("a snapshot: 10,000 descriptors", Limit.atMost(60_000_000L));

    private final String title;
    private final Limit limit;

    Measure(String title, Limit limit) {
        this.title = title;
        this.limit = limit;
    }

    /** Returns whether there is nothing like it without Ringfence. */
    boolean isTracedOnly() {
        return limit.baseWay() == Way.RINGFENCE && limit.otherMeasure().isEmpty();
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
