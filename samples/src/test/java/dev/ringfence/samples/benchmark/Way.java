package dev.ringfence.samples.benchmark;

import dev.ringfence.samples.running.TestRun;
import java.util.List;
import java.util.Locale;

/** In which way the same test classes are run. */
enum Way {
    /** By the ordinary engine. */
    UNTRACED(TestRun.JUPITER, List.of()),
    /**
     * By the ordinary engine, under a seccomp filter that allows everything: what the kernel takes for any filter at all,
     * before ours says anything.
     */
    EMPTY_FILTER(TestRun.JUPITER, List.of()),
    /** In a forked JVM that Ringfence traces. */
    RINGFENCE(TestRun.RINGFENCE, List.of()),
    /** By the ordinary engine, the JVM under strace with its defaults: every call of every thread. */
    STRACE(TestRun.JUPITER, List.of("strace", "-f", "-o", "/dev/null", "--"));

    private final String engine;
    private final List<String> prefix;

    Way(String engine, List<String> prefix) {
        this.engine = engine;
        this.prefix = prefix;
    }

    /** Returns the id of the engine that runs the tests. */
    String engine() {
        return engine;
    }

    /** Returns the words before the command of the JVM. */
    List<String> prefix() {
        return prefix;
    }

    /** Returns its name in tables and arguments. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
