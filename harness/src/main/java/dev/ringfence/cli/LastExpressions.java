package dev.ringfence.cli;

import dev.ringfence.syscall.expression.CallExpression;
import dev.ringfence.syscall.expression.CallFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Expressions of a command line: of several about the same, the last one counts. */
final class LastExpressions {
    private final Map<Class<?>, CallExpression> expressions = new LinkedHashMap<>();

    void add(CallExpression expression) {
        expressions.put(expression.getClass(), expression);
    }

    boolean has(Class<? extends CallExpression> type) {
        return expressions.containsKey(type);
    }

    <T extends CallExpression> List<T> of(Class<T> type) {
        return those(type::isInstance).stream().map(type::cast).toList();
    }

    List<CallExpression> those(Predicate<CallExpression> wanted) {
        return expressions.values().stream().filter(wanted).toList();
    }

    CallFilter filter() {
        return new CallFilter(List.copyOf(expressions.values()));
    }
}
