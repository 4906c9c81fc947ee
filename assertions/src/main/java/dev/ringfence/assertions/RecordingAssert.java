package dev.ringfence.assertions;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.Allowance;
import dev.ringfence.assertions.evidence.Glob;
import dev.ringfence.assertions.evidence.Leaks;
import dev.ringfence.assertions.evidence.Occasion;
import dev.ringfence.assertions.judge.Bounds;
import dev.ringfence.assertions.judge.ConnectJudge;
import dev.ringfence.assertions.judge.CountJudge;
import dev.ringfence.assertions.judge.LeakJudge;
import dev.ringfence.assertions.judge.PeakJudge;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a {@link Recording}. All fail with {@link dev.ringfence.assertions.error.CannotTellError} where the
 * recording cannot tell: a call that was not
 * observed has no count, and what is not complete is not clean.
 *
 * <p>Not final, so that soft assertions can generate a subclass. Nothing is meant to be overridden. A leak that a soft
 * assertion collects is not confirmed by more
 * runs.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class RecordingAssert extends AbstractAssert<RecordingAssert, Recording> {
    private final List<Allowance> allowances = new ArrayList<>();

    /** Makes assertions on a recording. */
    public RecordingAssert(Recording actual) {
        super(actual, RecordingAssert.class);
    }

    // --- Descriptors ---

    /**
     * Allows descriptors to stay open, for {@link #hasNoFdLeak()} after it.
     *
     * <pre>{@code
     * assertThat(recording).allowing("/var/cache/app/*", "the cache is kept for the next test").hasNoFdLeak();
     * }</pre>
     *
     * @param glob what may stay open, as in {@link NoFdLeak#except()}
     * @param because why
     * @throws IllegalArgumentException if one of them is blank
     */
    @CheckReturnValue
    public RecordingAssert allowing(String glob, String because) {
        allowances.add(new Allowance(new Glob(glob), because));
        return myself;
    }

    /**
     * Verifies that the window closed every descriptor it opened. What the garbage collector had to close counts as
     * left open.
     *
     * <p>In a traced test the verdict comes from more runs of the test: growth that ends (the first use of a library, a
     * pool that fills) is not a leak.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).hasNoFdLeak();
     * // fails
     * assertThat(recorder.record(() -> Files.newInputStream(path).read())).hasNoFdLeak();
     * }</pre>
     *
     * @throws dev.ringfence.jupiter.SuspicionError if it did not, until more runs of the test have given the verdict
     * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_fd.5.html">proc_pid_fd(5)</a>
     */
    public RecordingAssert hasNoFdLeak() {
        return hasNoFdLeak("hasNoFdLeak()", "recording", Occasion.Allowing.RECORDING);
    }

    RecordingAssert hasNoFdLeak(String name, String span, Occasion.Allowing allowing) {
        isNotNull();
        CallSite site = CallSite.ofAssertion();
        String key = Turns.ofTheTest().next(name + " at " + site.position());
        Occasion occasion = new Occasion(key, span, allowing, site.selected(), 0);
        new LeakJudge(occasion, info).suspect(Leaks.in(actual, allowances));
        return myself;
    }

    /**
     * Verifies that at most so many of the descriptors that the window opened were open at once.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> readOneByOne(files))).hasPeakDescriptorsAtMost(1);
     * // fails for two files or more
     * assertThat(recorder.record(() -> openAllThenRead(files))).hasPeakDescriptorsAtMost(1);
     * }</pre>
     *
     * @param most zero or more
     * @see <a href="https://man7.org/linux/man-pages/man2/getrlimit.2.html">getrlimit(2), RLIMIT_NOFILE</a>
     */
    public RecordingAssert hasPeakDescriptorsAtMost(int most) {
        isNotNull();
        PeakJudge.judge(actual, most, n -> "hasPeakDescriptorsAtMost(" + n + ")", info);
        return myself;
    }

    // --- Calls ---

    /**
     * Starts an assertion on the number of calls of a family. Attempts that failed count; {@link Families#execs()} and
     * {@link Families#forks()} count programs
     * that were executed and processes that were made.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).calls(opens()).exactly(1);
     * // fails
     * assertThat(recorder.record(() -> Files.readString(path))).calls(opens()).never();
     * }</pre>
     *
     * @param family one of {@link Families}
     * @see <a href="https://man7.org/linux/man-pages/man2/syscalls.2.html">syscalls(2)</a>
     */
    @CheckReturnValue
    public CallCountAssert calls(Family family) {
        isNotNull();
        return new CallCountAssert(this, family);
    }

    /** Starts an assertion on the number of {@link Families#opens()}. */
    @CheckReturnValue
    public CallCountAssert opens() {
        return calls(Families.opens());
    }

    /** Starts an assertion on the number of {@link Families#closes()}. */
    @CheckReturnValue
    public CallCountAssert closes() {
        return calls(Families.closes());
    }

    RecordingAssert hasCalls(Family family, Bounds bounds) {
        new CountJudge(actual, family, bounds, n -> "calls(" + family.name() + "())." + bounds.allowing(n), info)
                .judge();
        return myself;
    }

    /**
     * Verifies that no program was executed. Searches of the PATH that failed, and the JDK's own {@code jspawnhelper},
     * are not programs the test executed.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).doesNotExec();
     * // fails
     * assertThat(recorder.record(() -> new ProcessBuilder("true").start().waitFor())).doesNotExec();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/execve.2.html">execve(2)</a>
     */
    public RecordingAssert doesNotExec() {
        return calls(Families.execs()).never();
    }

    /**
     * Verifies that every connection that was tried, whether it came about or not, went to one of these peers.
     * Datagrams that are sent without connecting
     * ({@link Families#sends()}) are not seen by it. libc connects a datagram socket to each address of a name it
     * resolves, to sort them; nothing is sent, but it counts.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> new Socket("127.0.0.1", port).close())).connectsOnlyTo(loopback());
     * // fails
     * assertThat(recorder.record(() -> new Socket("192.0.2.1", 80).close())).connectsOnlyTo(loopback());
     * }</pre>
     *
     * @param peers at least one; for none use {@code calls(connects()).never()}
     * @see <a href="https://man7.org/linux/man-pages/man2/connect.2.html">connect(2)</a>
     */
    public RecordingAssert connectsOnlyTo(Peer... peers) {
        isNotNull();
        ConnectJudge.judge(actual, Arrays.stream(peers).map(Peer::rule).toList(), info);
        return myself;
    }
}
