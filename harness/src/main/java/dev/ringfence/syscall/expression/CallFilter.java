package dev.ringfence.syscall.expression;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Expressions that must all hold. What costs most to ask, or is least likely to be known, is asked last, and only about
 * calls for which the rest holds.
 *
 * @param expressions in the order in which they are asked
 */
public record CallFilter(List<CallExpression> expressions) {
    /** Holds for every call. */
    public static final CallFilter ALL = new CallFilter(List.of());

    private static final List<Class<? extends CallExpression>> ORDER = List.of(
            CallExpression.Calls.class,
            CallExpression.Statuses.class,
            CallExpression.Errors.class,
            CallExpression.Descriptors.class,
            CallExpression.Threads.class,
            CallExpression.Programs.class,
            CallExpression.Paths.class);

    public CallFilter {
        expressions = expressions.stream()
                .sorted(Comparator.comparingInt(expression -> ORDER.indexOf(expression.getClass())))
                .toList();
    }

    /**
     * Reads expressions.
     *
     * @throws IllegalArgumentException for one that is not understood; the message begins with it
     */
    public static CallFilter parse(String... expressions) {
        return new CallFilter(
                Arrays.stream(expressions).map(CallExpression::parse).toList());
    }

    /** Returns whether all of them hold for a call. */
    public boolean holds(CallFacts call) {
        for (CallExpression expression : expressions) {
            if (!expression.holds(call)) return false;
        }
        return true;
    }

    /** Returns whether it holds for every call. */
    public boolean isAll() {
        return expressions.isEmpty();
    }
}
