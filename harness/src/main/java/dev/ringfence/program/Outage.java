package dev.ringfence.program;

import java.io.IOException;
import java.util.function.Consumer;

/** Hears of output that cannot be written: the first time is told. What is traced is not to suffer, and goes on. */
final class Outage {
    private final Consumer<IOException> first;
    private boolean told;

    Outage(Consumer<IOException> first) {
        this.first = first;
    }

    /** Something could not be written. */
    void because(IOException cause) {
        if (told) return;
        told = true;
        first.accept(cause);
    }
}
