package dev.ringfence.syscall.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A set as expressions have it: members with commas between, {@code !} in front for all but these, or {@code all} or
 * {@code none}.
 *
 * @param complement whether those are meant that are not named
 * @param named the members that are named
 */
public record Members<T>(boolean complement, List<T> named) {
    public Members {
        named = List.copyOf(named);
    }

    /**
     * Reads a set.
     *
     * @param member makes a member of its text, and throws IllegalArgumentException for what is none
     */
    public static <T> Members<T> parse(String set, Function<String, T> member) {
        boolean complement = set.startsWith("!");
        String list = complement ? set.substring(1) : set;
        if (list.equals("all")) return new Members<>(!complement, List.of());
        if (list.equals("none")) return new Members<>(complement, List.of());
        return new Members<>(complement, pieces(list).stream().map(member).toList());
    }

    private static List<String> pieces(String list) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int end = list.indexOf(','); end >= 0; end = list.indexOf(',', start)) {
            pieces.add(list.substring(start, end).strip());
            start = end + 1;
        }
        pieces.add(list.substring(start).strip());
        return pieces;
    }

    /** Returns whether something is in the set that is what the named members for which the test is true say. */
    public boolean containsIf(Predicate<T> is) {
        return complement != named.stream().anyMatch(is);
    }

    /** Returns whether a member is in the set. */
    public boolean contains(T member) {
        return complement != named.contains(member);
    }
}
