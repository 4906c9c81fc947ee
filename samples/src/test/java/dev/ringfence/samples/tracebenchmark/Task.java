package dev.ringfence.samples.tracebenchmark;

import java.util.List;

/** What is asked of a tracer, with the least ratio of strace's time to ours that it should have. */
enum Task {
    RECORD("every call, to a file", 1.5, List.of(), true),
    FILTER("some calls, to a file", 1.8, List.of("-e", "trace=openat,close,getppid,write,wait4"), true),
    COUNT("counted", 1.5, List.of("-c"), false);

    private final String title;
    private final double limit;
    private final List<String> options;
    private final boolean toFile;

    Task(String title, double limit, List<String> options, boolean toFile) {
        this.title = title;
        this.limit = limit;
        this.options = options;
        this.toFile = toFile;
    }

    String title() {
        return title;
    }

    double limit() {
        return limit;
    }

    /** Returns the options that both tracers understand. */
    List<String> options() {
        return options;
    }

    /** Returns whether the lines are what is wanted; otherwise the file holds a summary. */
    boolean isToFile() {
        return toFile;
    }
}
