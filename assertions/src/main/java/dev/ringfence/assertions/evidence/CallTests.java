package dev.ringfence.assertions.evidence;

import dev.ringfence.event.Actor;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.SyscallEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The conditions that a call can be asked for. */
final class CallTests {
    /** TASK_COMM_LEN without the zero at its end: proc_pid_comm(5). */
    private static final int LONGEST_KERNEL_NAME = 15;

    private CallTests() {}

    // --- What it is about ---

    static CallTest path(Predicate<String> accepted) {
        return seen -> CallPaths.of(seen).any(accepted);
    }

    static CallTest fd(int number) {
        return ofCalls(call -> Answer.of(CallDescriptors.touches(call).contains(number)));
    }

    static CallTest address(Predicate<String> accepted) {
        return ofCalls(call -> CallAddresses.texts(call).any(accepted));
    }

    static CallTest opensWith(Predicate<OpenFlags> accepted) {
        return ofCalls(call -> {
            OpenFlags.Reading flags = OpenFlags.of(call);
            if (flags instanceof OpenFlags.Reading.Known known) return Answer.of(accepted.test(known.flags()));
            return flags instanceof OpenFlags.Reading.None ? Answer.NO : Answer.unknown("its flags could not be read");
        });
    }

    // --- How it ended ---

    static CallTest outcome(Predicate<Outcome> accepted) {
        return seen -> seen.call().map(call -> outcome(call, accepted)).orElseGet(() -> {
            // What started or was executed has succeeded.
            return Answer.of(accepted.test(new Outcome.Returned(0)));
        });
    }

    private static Answer outcome(SyscallEvent call, Predicate<Outcome> accepted) {
        return call.outcome() instanceof Outcome.EntryOnly
                ? Answer.NOT_WATCHED
                : Answer.of(accepted.test(call.outcome()));
    }

    static CallTest longerThan(Duration limit) {
        return seen -> {
            Optional<Duration> duration = seen.call().flatMap(SyscallEvent::duration);
            if (duration.isPresent()) return Answer.of(duration.get().compareTo(limit) > 0);
            boolean neverReturned = seen.call()
                    .map(call -> call.outcome() instanceof Outcome.NeverReturned)
                    .orElse(false);
            return neverReturned ? Answer.unknown("it never returned") : Answer.NOT_WATCHED;
        };
    }

    // --- Who made it ---

    static CallTest by(Glob thread) {
        return seen -> {
            if (seen.event() instanceof SyscallEvent call)
                return name(thread, call.actor(), call.stack() instanceof JavaStack.Taken);
            if (seen.event() instanceof ProcessStarted started) return name(thread, started.parent(), false);
            return Answer.unknown("it is not known which thread it was");
        };
    }

    /** The kernel cuts names, and some virtual machines leave the middle out: {@code http-wo..er-123}. */
    private static Answer name(Glob glob, Actor actor, boolean exact) {
        String name = actor.name();
        if (glob.matches(name)) return Answer.YES;
        if (exact || name.length() < LONGEST_KERNEL_NAME) return Answer.NO;
        int gap = name.indexOf("..");
        return glob.mayMatchLonger(gap < 0 ? name : name.substring(0, gap))
                ? Answer.unknown("the kernel has cut the name of its thread: \"" + name + "\"")
                : Answer.NO;
    }

    static CallTest inProcess(Glob program) {
        return seen -> {
            if (!seen.knowsProcess() && seen.program().isEmpty())
                return Answer.unknown("it is not known which program its process was");
            return Answer.of(seen.program()
                    .map(path -> program.matches(path) || program.matches(path.substring(path.lastIndexOf('/') + 1)))
                    .orElse(false));
        };
    }

    // --- What it is ---

    static CallTest ofCalls(Function<SyscallEvent, Answer> test) {
        return seen -> seen.call().map(test).orElse(Answer.NO);
    }

    static CallTest execution() {
        return seen -> Answer.of(seen.event() instanceof ProgramExecuted);
    }

    static CallTest start() {
        return seen -> Answer.of(seen.event() instanceof ProcessStarted);
    }
}
