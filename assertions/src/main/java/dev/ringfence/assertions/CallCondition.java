package dev.ringfence.assertions;

import dev.ringfence.assertions.evidence.CallRefinements;
import dev.ringfence.assertions.evidence.CallRule;
import dev.ringfence.assertions.evidence.Directories;
import dev.ringfence.assertions.evidence.Glob;
import dev.ringfence.event.TraceEvent;
import java.time.Duration;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.Condition;

/**
 * Which calls are meant: made by {@link Calls}, and narrowed by its own methods. A value; each method returns another one.
 *
 * <p>Where it is not known of a call whether it is meant, because its path could not be read, or its exit was not watched,
 * an assertion that this could change fails with {@link dev.ringfence.assertions.error.CannotTellError}. Paths are compared
 * after {@code .} and {@code ..} were taken out of them; of a file that was opened, also the path that symbolic links led
 * to. Of a call that names no path but works on a descriptor, such as {@code write}, the path is that of the file behind
 * it. Globs are as in {@link NoFdLeak#except()}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@CheckReturnValue
public final class CallCondition {
    private final CallRule rule;

    CallCondition(CallRule rule) {
        this.rule = rule;
    }

    CallRule rule() {
        return rule;
    }

    // --- What they are about ---

    /**
     * Those about one of these directories, or something below.
     *
     * @param directories globs, at least one; relative to the working directory where they do not begin with a slash
     */
    public CallCondition under(String... directories) {
        return new CallCondition(CallRefinements.under(rule, Directories.of(directories)));
    }

    /** Those about a path: a glob. Of calls with two paths, one is enough; of programs, it is that of the program. */
    public CallCondition path(String glob) {
        return new CallCondition(CallRefinements.path(rule, new Glob(glob)));
    }

    /** Those that take or make this descriptor. */
    public CallCondition fd(int number) {
        return new CallCondition(CallRefinements.fd(rule, number));
    }

    /** Those that name an address, as messages show it: a glob such as {@code 10.0.0.*:5432} or {@code unix:/run/*}. */
    public CallCondition address(String glob) {
        return new CallCondition(CallRefinements.address(rule, new Glob(glob)));
    }

    /** Those that open for reading. */
    public CallCondition reading() {
        return new CallCondition(CallRefinements.reading(rule));
    }

    /** Those that open for writing: {@code O_WRONLY}, {@code O_RDWR}, or what makes or cuts the file. */
    public CallCondition writing() {
        return new CallCondition(CallRefinements.writing(rule));
    }

    /** Those that open and make the file where it is not there: {@code O_CREAT}, {@code O_TMPFILE}. */
    public CallCondition creating() {
        return new CallCondition(CallRefinements.creating(rule));
    }

    // --- How they ended ---

    /** Those that returned this value. */
    public CallCondition result(long value) {
        return new CallCondition(CallRefinements.result(rule, value));
    }

    /** Those that did what they were asked to. */
    public CallCondition succeeded() {
        return new CallCondition(CallRefinements.succeeded(rule));
    }

    /** Those that failed. */
    public CallCondition failed() {
        return new CallCondition(CallRefinements.failed(rule));
    }

    /**
     * Those that failed with an error.
     *
     * @param errno its name, such as {@code ENOENT}
     * @throws IllegalArgumentException if the kernel has no such error
     * @see <a href="https://man7.org/linux/man-pages/man3/errno.3.html">errno(3)</a>
     */
    public CallCondition failedWith(String errno) {
        return new CallCondition(CallRefinements.failedWith(rule, errno));
    }

    /** Those that took longer, from entry to exit as the tracer saw them; its own work is part of that. */
    public CallCondition longerThan(Duration limit) {
        return new CallCondition(CallRefinements.longerThan(rule, limit));
    }

    // --- Who made them ---

    /** Those of threads with this name: a glob of the Java name where it is known, else of the kernel's. */
    public CallCondition by(String thread) {
        return new CallCondition(CallRefinements.by(rule, new Glob(thread)));
    }

    /** Those of processes that run a program that was executed in the window: a glob of its path, or of its file name. */
    public CallCondition inProcess(String program) {
        return new CallCondition(CallRefinements.inProcess(rule, new Glob(program)));
    }

    // --- Both, one of them, one without the other ---

    /** The calls that are meant by both. */
    public CallCondition and(CallCondition other) {
        return new CallCondition(rule.and(other.rule));
    }

    /** The calls that are meant by one of them. */
    public CallCondition or(CallCondition other) {
        return new CallCondition(rule.or(other.rule));
    }

    /** The calls that are meant by this and not by the other: {@code opens().andNot(opens().under("/tmp"))}. */
    public CallCondition andNot(CallCondition other) {
        return new CallCondition(rule.andNot(other.rule));
    }

    /**
     * Returns it as a condition on one event, for AssertJ's {@code is}, {@code are}, {@code haveExactly} and the like. What
     * cannot be told of the event alone, such as which file a descriptor stands for, is thrown.
     */
    public Condition<TraceEvent> asCondition() {
        return new EventCondition(rule);
    }

    /** Returns how it is written in a test: {@code opens().under("/etc")}. */
    @Override
    public String toString() {
        return rule.toString();
    }
}
