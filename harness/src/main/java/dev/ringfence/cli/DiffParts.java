package dev.ringfence.cli;

import dev.ringfence.kernelfs.Reading;
import java.util.function.Consumer;
import picocli.CommandLine.Help.Ansi;

/** Parts of which only those are written that have a line. Not thread-safe. */
final class DiffParts {
    private final ReportText text;
    private String title = "";
    private String sum = "";
    private boolean begun;

    DiffParts(Ansi ansi) {
        text = new ReportText(ansi);
    }

    /** Begins a part, once it has a line. */
    void begin(String of) {
        title = of;
        sum = "";
        begun = false;
    }

    /** Says what the lines of the part come to. */
    void sum(String words) {
        sum = words;
        head();
    }

    void line(String what, String words) {
        head();
        text.line(what, words);
    }

    /** Goes on with what was read, or says why it was not. */
    <T> void known(String what, Reading<T> reading, Consumer<T> then) {
        if (reading instanceof Reading.Value<T> value) {
            then.accept(value.read());
            return;
        }
        line("? " + what, "not known: " + Printable.of(reading.fault()));
    }

    /** Returns whether the part has a line. */
    boolean hasBegun() {
        return begun;
    }

    private void head() {
        if (!begun) text.part(title, sum);
        begun = true;
    }

    String text() {
        return text.toString();
    }
}
