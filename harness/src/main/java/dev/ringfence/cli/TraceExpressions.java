package dev.ringfence.cli;

import dev.ringfence.program.Quiet;
import dev.ringfence.program.Settings.SignalSelection;
import dev.ringfence.program.SignalNames;
import dev.ringfence.program.StatusFilter;
import dev.ringfence.syscall.CallSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Reads what is given to {@code -e}: {@code WHAT=SET}, or a set of calls alone. */
final class TraceExpressions {
    private static final Set<String> STATUSES = Set.of("successful", "failed", "unfinished", "unavailable", "detached");
    private static final Set<String> QUIET = Set.of(
            "attach", "exit", "exits", "path-resolution", "personality", "thread-execve", "thread-exec", "superseded");

    private CallSelection calls = CallSelection.parse("all");
    private boolean filters;
    private SignalSelection signals = SignalSelection.ALL;
    private StatusFilter statuses = StatusFilter.ALL;
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
        expressions.forEach(parsed::add);
        return parsed;
    }

    private void add(String expression) {
        int equals = expression.indexOf('=');
        String what = equals < 0 ? "trace" : expression.substring(0, equals);
        String set = expression.substring(equals + 1);
        switch (what) {
            case "trace", "t" -> trace(set);
            case "signal", "signals", "s" -> signals = signals(set);
            case "status" -> statuses = statuses(members(what, set, STATUSES));
            case "quiet", "silent", "silence", "q" -> quiet = quiet(members(what, set, QUIET));
            case "abbrev", "a" -> abbreviates = abbreviates(set);
            default ->
                throw new IllegalArgumentException("-e " + expression + ": \"" + what
                        + "\" is not known; it is trace, signal, status, quiet or abbrev");
        }
    }

    private void trace(String set) {
        calls = CallSelection.parse(set);
        filters = !set.equals("all");
    }

    private static boolean abbreviates(String set) {
        if (set.equals("none")) return false;
        if (set.equals("all")) return true;
        throw new IllegalArgumentException("-e abbrev=" + set + ": only all and none are known");
    }

    // --- Sets ---

    private static SignalSelection signals(String set) {
        if (set.equals("all")) return SignalSelection.ALL;
        if (set.equals("none")) return new SignalSelection(false, Set.of());
        boolean complement = set.startsWith("!");
        Set<Integer> numbers = new TreeSet<>();
        for (String name : list(complement ? set.substring(1) : set)) {
            numbers.add(SignalNames.number(name)
                    .orElseThrow(() ->
                            new IllegalArgumentException("-e signal=" + set + ": \"" + name + "\" is no signal")));
        }
        return new SignalSelection(complement, numbers);
    }

    private static Predicate<String> members(String what, String set, Set<String> known) {
        if (set.equals("all")) return member -> true;
        if (set.equals("none")) return member -> false;
        boolean complement = set.startsWith("!");
        List<String> members = list(complement ? set.substring(1) : set);
        for (String member : members) {
            if (!known.contains(member))
                throw new IllegalArgumentException("-e " + what + "=" + set + ": \"" + member + "\" is none of "
                        + String.join(", ", new TreeSet<>(known)));
        }
        return member -> complement != members.contains(member);
    }

    private static List<String> list(String set) {
        List<String> members = new ArrayList<>();
        int start = 0;
        for (int end = set.indexOf(','); end >= 0; end = set.indexOf(',', start)) {
            members.add(set.substring(start, end));
            start = end + 1;
        }
        members.add(set.substring(start));
        return members;
    }

    private static StatusFilter statuses(Predicate<String> has) {
        return new StatusFilter(
                has.test("successful"),
                has.test("failed"),
                has.test("unfinished"),
                has.test("unavailable"),
                has.test("detached"));
    }

    private static Quiet quiet(Predicate<String> has) {
        return new Quiet(
                has.test("attach"),
                has.test("personality"),
                has.test("thread-execve") || has.test("thread-exec") || has.test("superseded"),
                has.test("exit") || has.test("exits"));
    }

    // --- What it comes to ---

    CallSelection calls() {
        return calls;
    }

    /** Returns whether some calls are not shown. */
    boolean filters() {
        return filters;
    }

    SignalSelection signals() {
        return signals;
    }

    StatusFilter statuses() {
        return statuses;
    }

    boolean abbreviates() {
        return abbreviates;
    }

    Quiet quiet() {
        return quiet;
    }
}
