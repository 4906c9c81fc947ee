package dev.ringfence.assertions;

import dev.ringfence.assertions.evidence.CallRefinements;
import dev.ringfence.assertions.evidence.CallRule;
import dev.ringfence.assertions.evidence.CodeText;
import dev.ringfence.assertions.evidence.Glob;
import dev.ringfence.assertions.evidence.ThreadLeaks;
import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.assertions.judge.ThreadJudge;
import dev.ringfence.assertions.rule.TimeRules;
import dev.ringfence.recording.Recording;
import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;

/**
 * Assertions on what the threads of a window did: {@link RecordingAssert#threads()}. A thread has its Java name where that
 * is known, else the kernel's, which is cut at 15 characters: where that matters, nothing is told.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class ThreadsAssert extends AreaAssert<ThreadsAssert> {
    private static final Glob ALL = new Glob("**");

    private Glob threads = ALL;

    /** Made by {@link RecordingAssert#threads()}, and by soft assertions. */
    public ThreadsAssert(Recording actual) {
        super(actual, ThreadsAssert.class, "threads");
    }

    /**
     * Sets which threads the assertions after it are about; all of the test's, without.
     *
     * @param name a glob, as in {@link NoFdLeak#except()}
     */
    @CheckReturnValue
    public ThreadsAssert named(String name) {
        threads = new Glob(name);
        return myself;
    }

    /**
     * Starts an assertion on the number of certain calls that these threads made.
     *
     * @param calls made by {@link Calls}
     */
    @CheckReturnValue
    public CallCountAssert<ThreadsAssert> calls(CallCondition calls) {
        CallRule theirs = isAll() ? calls.rule() : CallRefinements.by(calls.rule(), threads);
        return new CallCountAssert<>(returnToRecording(), theirs, myself, info);
    }

    /**
     * Verifies that no call kept one of these threads longer: no read, no lock, no sleep. Waiting for any of several
     * descriptors ({@link dev.ringfence.Families#polls()}) is what an event loop is for, and {@code close} is not watched to
     * its exit. A pause of the garbage collector looks like a lock. Needs {@code @Traced(observe = "all")}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> server.handle(request))).threads().named("event-loop-*").blocksNoLongerThan(ofMillis(10));
     * // fails if a handler reads a large file on the event loop
     * assertThat(recorder.record(() -> server.handle(upload))).threads().named("event-loop-*").blocksNoLongerThan(ofMillis(10));
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man7/epoll.7.html">epoll(7)</a>
     */
    public ThreadsAssert blocksNoLongerThan(Duration limit) {
        String named = isAll() ? "" : "named(" + CodeText.literal(threads.pattern()) + ").";
        return keeps(
                TimeRules.blocksNoLongerThan(threads, limit),
                enough -> "threads()." + named + "blocksNoLongerThan(" + enough.get(0) + ")");
    }

    /**
     * Verifies that every thread that was started has ended, of the application: those of the virtual machine and of the JDK
     * (collectors, compilers, the Cleaner, the reaper of processes) do not count. A thread that is about to end is waited for.
     * Needs {@code @Traced(snapshot = SnapshotPart.THREAD_ORIGINS)}.
     *
     * <p>In a traced test the verdict comes from more runs of the test: growth that ends (a pool that fills) is not a leak.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> { var t = new Thread(work); t.start(); t.join(); })).threads().leavesNoThread();
     * // fails
     * assertThat(recorder.record(() -> Executors.newSingleThreadExecutor().submit(work).get())).threads().leavesNoThread();
     * }</pre>
     *
     * @throws dev.ringfence.jupiter.SuspicionError if one has not, until more runs of the test have given the verdict
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_task.5.html">proc_pid_task(5)</a>
     */
    public ThreadsAssert leavesNoThread() {
        String named = isAll() ? "" : ".named(" + CodeText.literal(threads.pattern()) + ")";
        CallSite site = CallSite.ofAssertion();
        String key = Turns.ofTheTest().next("leavesNoThread() at " + site.position());
        returnToRecording().judge(() -> {
            isNotNull();
            Asker asker = new Asker(
                    info,
                    () -> Optional.ofNullable(site.selected()),
                    globs -> allowingCode(globs, named, "leavesNoThread()"));
            new ThreadJudge(key, 0, "recording", asker)
                    .suspect(ThreadLeaks.in(actual, allowances()).ofThreads(threads));
        });
        return myself;
    }

    private boolean isAll() {
        return threads.equals(ALL);
    }
}
