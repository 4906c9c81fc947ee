package dev.ringfence.assertions.evidence;

import dev.ringfence.event.Outcome;
import dev.ringfence.syscall.Errnos;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/** Narrows which calls are meant. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CallRefinements {
    /** The kernel's errors are below 4096: include/linux/err.h, MAX_ERRNO. */
    private static final int LARGEST_ERRNO = 4095;

    private static final Set<String> ERRNOS = IntStream.rangeClosed(1, LARGEST_ERRNO)
            .filter(Errnos::isKnown)
            .mapToObj(number -> Errnos.of(number).name())
            .collect(Collectors.toUnmodifiableSet());

    private CallRefinements() {}

    /** Those about something below directories. */
    public static CallRule under(CallRule rule, Directories directories) {
        return rule.where("under(" + directories.arguments() + ")", CallTests.path(directories::contain));
    }

    /** Those about a path. */
    public static CallRule path(CallRule rule, Glob glob) {
        return rule.where("path(" + quoted(glob) + ")", CallTests.path(glob::matches));
    }

    /** Those that take or make a descriptor. */
    public static CallRule fd(CallRule rule, int number) {
        if (number < 0) throw new IllegalArgumentException("a descriptor must not be negative but was " + number);
        return rule.where("fd(" + number + ")", CallTests.fd(number));
    }

    /** Those that name an address. */
    public static CallRule address(CallRule rule, Glob glob) {
        return rule.where("address(" + quoted(glob) + ")", CallTests.address(glob::matches));
    }

    /** Those that returned a value. */
    public static CallRule result(CallRule rule, long value) {
        return rule.where(
                "result(" + value + ")",
                CallTests.outcome(
                        outcome -> outcome instanceof Outcome.Returned returned && returned.value() == value));
    }

    /** Those that returned anything. */
    public static CallRule succeeded(CallRule rule) {
        return rule.where("succeeded()", CallTests.outcome(Outcome.Returned.class::isInstance));
    }

    /** Those that failed. */
    public static CallRule failed(CallRule rule) {
        return rule.where("failed()", CallTests.outcome(Outcome.Failed.class::isInstance));
    }

    /**
     * Those that failed with an error.
     *
     * @throws IllegalArgumentException if the kernel has no such error
     */
    public static CallRule failedWith(CallRule rule, String errno) {
        if (!ERRNOS.contains(errno))
            throw new IllegalArgumentException("\"" + errno + "\" is not the name of an error, such as \"ENOENT\"");
        return rule.where(
                "failedWith(" + CodeText.literal(errno) + ")",
                CallTests.outcome(outcome -> outcome instanceof Outcome.Failed failed
                        && failed.errno().name().equals(errno)));
    }

    /** Those of a thread. */
    public static CallRule by(CallRule rule, Glob thread) {
        return rule.where("by(" + quoted(thread) + ")", CallTests.by(thread));
    }

    /** Those of processes that run a program. */
    public static CallRule inProcess(CallRule rule, Glob program) {
        return rule.where("inProcess(" + quoted(program) + ")", CallTests.inProcess(program));
    }

    /** Those that took longer. */
    public static CallRule longerThan(CallRule rule, Duration limit) {
        if (limit.isNegative()) throw new IllegalArgumentException("a limit must not be negative but was " + limit);
        return rule.where("longerThan(" + CodeText.of(limit) + ")", CallTests.longerThan(limit));
    }

    /** Those that open for reading. */
    public static CallRule reading(CallRule rule) {
        return rule.where("reading()", CallTests.opensWith(OpenFlags::read));
    }

    /** Those that open for writing. */
    public static CallRule writing(CallRule rule) {
        return rule.where("writing()", CallTests.opensWith(OpenFlags::write));
    }

    /** Those that open and may make what they open. */
    public static CallRule creating(CallRule rule) {
        return rule.where("creating()", CallTests.opensWith(OpenFlags::create));
    }

    private static String quoted(Glob glob) {
        return CodeText.literal(glob.pattern());
    }
}
