package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Combines what was read at two moments: where one of both is not known, neither is their difference. */
final class Pair {
    private Pair() {}

    static <T, R> Reading<R> of(Reading<T> before, Reading<T> after, BiFunction<T, T, R> difference) {
        if (!(before instanceof Reading.Value<T> first)) return before.map(never -> difference.apply(never, never));
        return after.map(second -> difference.apply(first.read(), second));
    }

    static <T> Reading<Change<T>> change(Reading<T> before, Reading<T> after) {
        return of(before, after, Change::new);
    }

    /** Returns the elements of the first that are not in the second, by what identifies them. */
    static <T> List<T> without(Collection<T> all, Collection<T> others, Function<T, ?> identity) {
        Set<?> known = others.stream().map(identity).collect(Collectors.toSet());
        List<T> rest = new ArrayList<>(all);
        rest.removeIf(element -> known.contains(identity.apply(element)));
        return List.copyOf(rest);
    }
}
