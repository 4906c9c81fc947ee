package dev.ringfence.assertions.evidence;

import dev.ringfence.Families;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.syscall.Family;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * Which calls are meant. A value.
 *
 * <p>Programs and processes are events of their own, because a call says less: a search of the PATH is many failed {@code
 * execve}, what the JDK does in a child before it runs the program is not the test's doing, and {@code clone} makes
 * threads, too.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CallRule {
    private static final Set<String> EXECUTING = Set.of("execve", "execveat");

    private final String label;
    private final Observing observing;
    private final Predicate<String> names;
    private final CallTest test;
    private final Counting counting;

    /** How the number of them is found. */
    private enum Counting {
        /** It is that of calls by name. */
        BY_NAME,
        /** They are calls, some of those with these names. */
        OF_CALLS,
        /** Programs or processes are among them. */
        OF_EVENTS
    }

    private CallRule(String label, Observing observing, Predicate<String> names, CallTest test, Counting counting) {
        this.label = Objects.requireNonNull(label, "label");
        this.observing = observing;
        this.names = names;
        this.test = test;
        this.counting = counting;
    }

    /** Returns the calls of a family, the programs that were executed, or the processes that were made. */
    public static CallRule of(Family family) {
        String label = family.name() + "()";
        Observing observing = Observing.families(family);
        Predicate<String> names = CallNames.among(family.members());
        if (family.equals(Families.execs()))
            return new CallRule(label, observing, names, CallTests.execution(), Counting.OF_EVENTS);
        if (family.equals(Families.forks()))
            return new CallRule(label, observing, names, CallTests.start(), Counting.OF_EVENTS);
        return new CallRule(label, observing, names, named(names), Counting.BY_NAME);
    }

    /**
     * Returns the calls that a setting names; those that execute are the programs that were executed, and the calls that
     * failed to.
     *
     * @param label how it is written in a test
     * @throws IllegalArgumentException if it names none
     */
    public static CallRule of(String label, String setting) {
        Set<String> named = Settings.names(setting);
        Observing observing = new Observing(named, List.of(setting));
        Predicate<String> names = CallNames.among(named);
        return named.stream().anyMatch(EXECUTING::contains)
                ? new CallRule(label, observing, names, named(names).or(CallTests.execution()), Counting.OF_EVENTS)
                : new CallRule(label, observing, names, named(names), Counting.BY_NAME);
    }

    /** Returns calls by what else than a name says which. */
    static CallRule of(String label, Observing observing, Predicate<SyscallEvent> calls) {
        return new CallRule(
                label,
                observing,
                CallNames.among(observing.names()),
                CallTests.ofCalls(call -> Answer.of(calls.test(call))),
                Counting.OF_CALLS);
    }

    /** Returns those of these calls for which a condition holds, too, under the same label. */
    CallRule narrowed(CallTest holds) {
        return new CallRule(label, observing, names, test.and(known(holds)), counting);
    }

    private static CallTest named(Predicate<String> names) {
        return CallTests.ofCalls(call -> Answer.of(names.test(call.name())
                // What has succeeded is told as a program that was executed.
                && (call.failed() || !EXECUTING.contains(call.name()))));
    }

    /** Returns those of these calls for which a condition holds, too. */
    CallRule where(String condition, CallTest holds) {
        return new CallRule(label + "." + condition, observing, names, test.and(known(holds)), withoutCounts());
    }

    /** The arguments of a call through another ABI mean something else. */
    private static CallTest known(CallTest holds) {
        return seen ->
                seen.call().filter(call -> CallNames.isForeign(call.name())).isPresent()
                        ? Answer.unknown(CallNames.FOREIGN)
                        : holds.of(seen);
    }

    /** Returns the calls that are in both. */
    public CallRule and(CallRule other) {
        Set<String> both = new TreeSet<>(observing.names());
        both.retainAll(other.observing.names());
        return new CallRule(
                label + ".and(" + other.label + ")",
                new Observing(both, observing.settings()),
                names.and(other.names),
                test.and(other.test),
                with(other));
    }

    /** Returns the calls that are in one of them. */
    public CallRule or(CallRule other) {
        return new CallRule(
                label + ".or(" + other.label + ")",
                observing.and(other.observing),
                names.or(other.names),
                test.or(other.test),
                with(other));
    }

    /** Returns the calls that are in this and not in the other. */
    public CallRule andNot(CallRule other) {
        return new CallRule(
                label + ".andNot(" + other.label + ")", observing, names, test.andNot(other.test), withoutCounts());
    }

    private Counting with(CallRule other) {
        return other.counting == Counting.OF_EVENTS ? Counting.OF_EVENTS : withoutCounts();
    }

    private Counting withoutCounts() {
        return counting == Counting.OF_EVENTS ? Counting.OF_EVENTS : Counting.OF_CALLS;
    }

    /** Returns whether an event is meant; what is not the test's doing never is. */
    public Answer test(SeenCall seen) {
        return seen.isJudged() ? test.of(seen) : Answer.NO;
    }

    /** Returns whether calls with this name can be meant. */
    public boolean isAbout(String name) {
        return names.test(name);
    }

    /** Returns what has to be observed. */
    public Observing observing() {
        return observing;
    }

    /** Returns whether the number of them is that of calls by name, which is exact without events. */
    public boolean isCountable() {
        return counting == Counting.BY_NAME;
    }

    /** Returns whether all of them are system calls, none a program or a process. */
    boolean isAboutCalls() {
        return counting != Counting.OF_EVENTS;
    }

    /** Returns how it is written in a test: {@code opens().under("/etc")}. */
    @Override
    public String toString() {
        return label;
    }
}
