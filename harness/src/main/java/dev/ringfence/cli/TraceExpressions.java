package dev.ringfence.cli;

import dev.ringfence.program.Conditions;
import dev.ringfence.program.Quiet;
import dev.ringfence.program.Settings.SignalSelection;
import dev.ringfence.program.SignalNames;
import dev.ringfence.program.StatusFilter;
import dev.ringfence.syscall.CallSelection;
import dev.ringfence.syscall.expression.CallEnd;
import dev.ringfence.syscall.expression.CallExpression;
import dev.ringfence.syscall.expression.Members;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Reads what is given to {@code -e}: what {@link CallExpression} reads, and what is not about calls. */
final class TraceExpressions {
    private static final Set<String> QUIET = Set.of(
            "attach", "exit", "exits", "path-resolution", "personality", "thread-execve", "thread-exec", "superseded");

    private final LastExpressions conditions = new LastExpressions();
    private CallSelection calls = CallSelection.parse("all");
    private boolean filters;
    private SignalSelection signals = SignalSelection.ALL;
    private boolean abbreviates = true;
    private Quiet quiet;

    private TraceExpressions(Quiet quiet) {
        this.quiet = quiet;
    }

    /**
     * Reads expressions; of several about the same, the last one counts.
     *
     * @throws IllegalArgumentException for one that says nothing
     */
    static TraceExpressions parse(List<String> expressions, Quiet quiet) {
        TraceExpressions parsed = new TraceExpressions(quiet);
        for (String expression : expressions) {
            try {
                parsed.add(expression);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("-e " + e.getMessage(), e);
            }
        }
        return parsed;
    }

    private void add(String expression) {
        int equals = expression.indexOf('=');
        String what = equals < 0 || expression.startsWith("/") ? "trace" : expression.substring(0, equals);
        String set = expression.substring(equals + 1);
        switch (what) {
            case "signal", "signals", "s" -> signals = signals(expression, set);
            case "quiet", "silent", "silence", "q" -> quiet = quiet(expression, set);
            case "abbrev", "a" -> abbreviates = abbreviates(expression, set);
            default -> {
                if (!CallExpression.KNOWN.contains(what))
                    throw new IllegalArgumentException(expression + ": \"" + what
                            + "\" is not known; it is trace, status, errno, fds, path, thread,"
                            + " program, signal, quiet or abbrev");
                condition(expression, set);
            }
        }
    }

    private void condition(String text, String set) {
        CallExpression expression = CallExpression.parse(text);
        if (expression instanceof CallExpression.Calls selected) {
            calls = selected.selection();
            filters = !set.equals("all");
        } else {
            conditions.add(expression);
        }
    }

    private static boolean abbreviates(String expression, String set) {
        if (set.equals("none")) return false;
        if (set.equals("all")) return true;
        throw new IllegalArgumentException(expression + ": only all and none are known");
    }

    private static SignalSelection signals(String expression, String set) {
        Members<Integer> numbers = Members.parse(
                set,
                name -> SignalNames.number(name)
                        .orElseThrow(
                                () -> new IllegalArgumentException(expression + ": \"" + name + "\" is no signal")));
        return new SignalSelection(numbers.complement(), Set.copyOf(numbers.named()));
    }

    private static Quiet quiet(String expression, String set) {
        Members<String> silent = Members.parse(set, member -> {
            if (QUIET.contains(member)) return member;
            throw new IllegalArgumentException(
                    expression + ": \"" + member + "\" is none of " + String.join(", ", new TreeSet<>(QUIET)));
        });
        Predicate<List<String>> has = names -> silent.containsIf(names::contains);
        return new Quiet(
                has.test(List.of("attach")),
                has.test(List.of("personality")),
                has.test(List.of("thread-execve", "thread-exec", "superseded")),
                has.test(List.of("exit", "exits")));
    }

    // --- What it comes to ---

    CallSelection calls() {
        return calls;
    }

    /** Returns whether some calls are not shown. */
    boolean filters() {
        return filters;
    }

    /**
     * Returns what calls meet that are shown, as far as their entries tell.
     *
     * @param paths of {@code -P}
     */
    Conditions conditions(List<String> paths) {
        return new Conditions(paths, conditions.those(expression -> !(expression instanceof CallExpression.OfEnd)));
    }

    /** Returns how calls end that are shown. */
    StatusFilter statuses() {
        boolean failing = conditions.of(CallExpression.Statuses.class).stream()
                .allMatch(expression -> expression.statuses().contains(CallEnd.Status.FAILED));
        if (!failing && conditions.has(CallExpression.Errors.class))
            throw new IllegalArgumentException(
                    "-e errno=SET shows calls that failed, which -z or -e status=SET excludes");
        return new StatusFilter(conditions.of(CallExpression.OfEnd.class));
    }

    SignalSelection signals() {
        return signals;
    }

    boolean abbreviates() {
        return abbreviates;
    }

    Quiet quiet() {
        return quiet;
    }
}
