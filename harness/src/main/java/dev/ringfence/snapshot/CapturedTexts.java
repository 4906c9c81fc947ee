package dev.ringfence.snapshot;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelParser;
import dev.ringfence.kernelfs.Reading;
import java.util.Map;

/** Makes values of verbatim texts. Pure. */
final class CapturedTexts {
    private CapturedTexts() {}

    static Reading<String> text(Map<String, Reading<String>> texts, String name) {
        Reading<String> text = texts.get(name);
        return text == null ? new Reading.Absent<>(name + " was not captured") : text;
    }

    /** Returns what a parser makes of a text; one that is not as its format says has failed. */
    static <T> Reading<T> parse(
            Map<String, Reading<String>> texts, String directory, String name, KernelParser<? extends T> parser) {
        return KernelFiles.parse(directory + "/" + name, text(texts, name), parser);
    }
}
