package dev.ringfence.budget;

import java.util.Comparator;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What a line of a lock file is about. Keys are sorted as {@code LC_ALL=C sort} sorts the lines.
 *
 * @param test class, method with the types of its parameters, and what tells its invocations apart: {@code
 *     com.example.UploadTests/Refused#stores(java.lang.String)[2]}
 * @param metric name of the metric
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record LockKey(String test, String metric) implements Comparable<LockKey> {
    private static final Comparator<LockKey> ORDER =
            Comparator.comparing(LockKey::test).thenComparing(LockKey::metric);
    private static final char METHOD = '#';
    private static final char NESTED = '/';
    private static final char INVOCATION = '[';

    public LockKey {
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(metric, "metric");
        if (!isTest(test)) throw new IllegalArgumentException("\"" + test + "\" is not CLASS#METHOD(TYPES)");
    }

    static boolean isTest(String text) {
        boolean whole = text.indexOf(METHOD) > 0 && (text.endsWith(")") || text.endsWith("]"));
        return whole && text.chars().noneMatch(Character::isISOControl);
    }

    /** Returns the outermost class of the test. */
    public String className() {
        return classOf(test);
    }

    /** Returns the outermost class of a test. */
    public static String classOf(String test) {
        int end = 0;
        while (end < test.length() && !endsClass(test.charAt(end))) end++;
        return test.substring(0, end);
    }

    private static boolean endsClass(char c) {
        return c == METHOD || c == NESTED || c == INVOCATION;
    }

    @Override
    public int compareTo(LockKey other) {
        return ORDER.compare(this, other);
    }
}
