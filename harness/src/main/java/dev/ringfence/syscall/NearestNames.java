package dev.ringfence.syscall;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** Suggests names for one that was mistyped. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NearestNames {
    private static final int MOST = 3;

    private NearestNames() {}

    /** Returns {@code ; did you mean "open" or "openat"?}, or nothing where no name is near. */
    public static String hint(String name, Collection<String> known) {
        int limit = Math.max(2, name.length() / 3);
        List<String> nearest = known.stream()
                .filter(candidate -> distance(name, candidate) <= limit)
                .sorted(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
        if (nearest.isEmpty()) return "";
        return nearest.stream().map(n -> "\"" + n + "\"").collect(Collectors.joining(" or ", "; did you mean ", "?"));
    }

    /** Levenshtein's distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
