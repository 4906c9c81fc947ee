package dev.ringfence.assertions.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Texts that a call gives of something, such as its paths, as far as they are known.
 *
 * @param known those that are
 * @param doubt why others may be missing, null where none is
 */
record Texts(List<String> known, @Nullable String doubt) {
    static final Texts NONE = new Texts(List.of(), null);

    Texts {
        known = List.copyOf(known);
    }

    static Texts of(String text) {
        return new Texts(List.of(text), null);
    }

    static Texts unknown(String doubt) {
        return new Texts(List.of(), doubt);
    }

    Texts with(Texts more) {
        List<String> all = new ArrayList<>(known);
        more.known.stream().filter(text -> !all.contains(text)).forEach(all::add);
        return new Texts(all, doubt != null ? doubt : more.doubt);
    }

    /** Returns whether one of them is accepted. */
    Answer any(Predicate<String> accepted) {
        if (known.stream().anyMatch(accepted)) return Answer.YES;
        return doubt == null ? Answer.NO : Answer.unknown(doubt);
    }
}
