package dev.ringfence.assertions;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.Allowance;
import dev.ringfence.assertions.evidence.CallRule;
import dev.ringfence.assertions.evidence.Glob;
import dev.ringfence.assertions.evidence.Leaks;
import dev.ringfence.assertions.evidence.Occasion;
import dev.ringfence.assertions.evidence.StateGrowth;
import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.assertions.judge.Bounds;
import dev.ringfence.assertions.judge.CountJudge;
import dev.ringfence.assertions.judge.LeakJudge;
import dev.ringfence.assertions.judge.PeakJudge;
import dev.ringfence.assertions.judge.RuleJudge;
import dev.ringfence.assertions.judge.StateGrowthJudge;
import dev.ringfence.assertions.judge.StateJudge;
import dev.ringfence.assertions.rule.Rule;
import dev.ringfence.assertions.rule.StateRule;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.WindowStates;
import dev.ringfence.syscall.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.WritableAssertionInfo;

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
    static {
        RingfenceRepresentation.register();
    }

    private final List<Allowance> allowances = new ArrayList<>();
    private Sink sink = Sink.throwing();

    /** Makes assertions on a recording. */
    public RecordingAssert(Recording actual) {
        super(actual, RecordingAssert.class);
    }

    /** Collects failures from here on. */
    RecordingAssert softly(SoftAssertionsProvider softly) {
        sink = Sink.collecting(softly);
        return myself;
    }

    void judge(Runnable assertion) {
        sink.judge(assertion);
    }

    void keeps(
            Rule rule,
            List<Allowance> allowed,
            Function<List<String>, String> allowing,
            WritableAssertionInfo described) {
        Asker asker = new Asker(described, CallSite::selectedByAssertion, allowing);
        judge(() -> {
            isNotNull();
            RuleJudge.judge(actual, rule, allowed, asker);
        });
    }

    void keeps(
            StateRule rule,
            List<Allowance> allowed,
            Function<List<String>, String> allowing,
            WritableAssertionInfo described) {
        String position = CallSite.ofAssertion().position();
        Asker asker = new Asker(described, CallSite::selectedByAssertion, allowing, () -> Optional.of(position));
        judge(() -> {
            isNotNull();
            StateJudge.judge(actual, rule, allowed, asker);
        });
    }

    void grows(
            CallSite site,
            String code,
            Set<SnapshotPart> needs,
            String subject,
            BiFunction<Recording, WindowStates, Reading<StateGrowth>> growth,
            Function<List<String>, String> allowing,
            WritableAssertionInfo described) {
        judge(() -> {
            isNotNull();
            String key = Turns.ofTheTest().next(code + " at " + site.position());
            Asker asker = new Asker(described, () -> Optional.ofNullable(site.selected()), allowing);
            StateGrowthJudge judge = new StateGrowthJudge(key, 0, asker);
            judge.suspect(judge.find(actual, needs, subject, states -> growth.apply(actual, states)));
        });
    }

    /** Hands the description that a test gave on to the assertions of an area. */
    void describe(WritableAssertionInfo other) {
        if (info.hasDescription()) other.description(info.description());
        other.overridingErrorMessage(info.overridingErrorMessage());
        other.useRepresentation(info.representation());
    }

    // --- Areas ---

    /** Navigates to assertions on calls: their order and their number. */
    @CheckReturnValue
    public SyscallsAssert syscalls() {
        return area(SyscallsAssert.class, SyscallsAssert::new);
    }

    /** Navigates to assertions on threads. */
    @CheckReturnValue
    public ThreadsAssert threads() {
        return area(ThreadsAssert.class, ThreadsAssert::new);
    }

    /** Navigates to assertions on descriptors. */
    @CheckReturnValue
    public FdsAssert fds() {
        return area(FdsAssert.class, FdsAssert::new);
    }

    /** Navigates to assertions on files. */
    @CheckReturnValue
    public FilesAssert files() {
        return area(FilesAssert.class, FilesAssert::new);
    }

    /** Navigates to assertions on the network. */
    @CheckReturnValue
    public NetworkAssert network() {
        return area(NetworkAssert.class, NetworkAssert::new);
    }

    /** Navigates to assertions on programs, processes and rights. */
    @CheckReturnValue
    public ProcessesAssert processes() {
        return area(ProcessesAssert.class, ProcessesAssert::new);
    }

    /** Navigates to assertions on what was done to the process. */
    @CheckReturnValue
    public ProcessAssert process() {
        return area(ProcessAssert.class, ProcessAssert::new);
    }

    /** Navigates to assertions on the states of sockets. */
    @CheckReturnValue
    public SocketsAssert sockets() {
        return area(SocketsAssert.class, SocketsAssert::new);
    }

    /** Navigates to assertions on the memory of the process. */
    @CheckReturnValue
    public MemoryAssert memory() {
        return area(MemoryAssert.class, MemoryAssert::new);
    }

    /** Navigates to assertions on the whole machine. */
    @CheckReturnValue
    public MachineAssert machine() {
        return area(MachineAssert.class, MachineAssert::new);
    }

    private <A extends AreaAssert<A>> A area(Class<A> type, Function<Recording, A> maker) {
        return sink.softly()
                .map(softly -> softly.proxy(type, Recording.class, actual))
                .orElseGet(() -> maker.apply(actual))
                .from(this);
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
        hasNoFdLeak(name, span, allowing, allowances, info);
        return myself;
    }

    void hasNoFdLeak(
            String name,
            String span,
            Occasion.Allowing allowing,
            List<Allowance> allowed,
            WritableAssertionInfo described) {
        CallSite site = CallSite.ofAssertion();
        judge(() -> {
            isNotNull();
            String key = Turns.ofTheTest().next(name + " at " + site.position());
            Occasion occasion = new Occasion(key, span, allowing, site.selected(), 0);
            new LeakJudge(occasion, described).suspect(Leaks.in(actual, allowed));
        });
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
        hasPeak(most, "hasPeakDescriptorsAtMost", info);
        return myself;
    }

    void hasPeak(int most, String code, WritableAssertionInfo described) {
        judge(() -> {
            isNotNull();
            PeakJudge.judge(actual, most, n -> code + "(" + n + ")", CallSite::selectedByAssertion, described);
        });
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
    public CallCountAssert<RecordingAssert> calls(Family family) {
        return calls(Calls.family(family));
    }

    /**
     * Starts an assertion on the number of certain calls.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).calls(opens().under("/etc")).never();
     * // fails
     * assertThat(recorder.record(() -> Files.readString(Path.of("/etc/hosts")))).calls(opens().under("/etc")).never();
     * }</pre>
     *
     * @param calls made by {@link Calls}
     * @see <a href="https://man7.org/linux/man-pages/man2/syscalls.2.html">syscalls(2)</a>
     */
    @CheckReturnValue
    public CallCountAssert<RecordingAssert> calls(CallCondition calls) {
        return new CallCountAssert<>(this, calls.rule(), myself, info);
    }

    /** Starts an assertion on the number of {@link Families#opens()}. */
    @CheckReturnValue
    public CallCountAssert<RecordingAssert> opens() {
        return calls(Families.opens());
    }

    /** Starts an assertion on the number of {@link Families#closes()}. */
    @CheckReturnValue
    public CallCountAssert<RecordingAssert> closes() {
        return calls(Families.closes());
    }

    void hasCalls(CallRule calls, Bounds bounds, WritableAssertionInfo described) {
        judge(() -> {
            isNotNull();
            new CountJudge(
                            actual,
                            calls,
                            bounds,
                            n -> "calls(" + calls + ")." + bounds.allowing(n),
                            CallSite::selectedByAssertion,
                            described)
                    .judge();
        });
    }

    /**
     * Verifies that no program was executed: {@link ProcessesAssert#executesNothing}.
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
        return processes().executesNothing().returnToRecording();
    }

    /**
     * Verifies that nothing goes to the network: {@link NetworkAssert#isNotTouched}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).doesNotTouchTheNetwork();
     * // fails
     * assertThat(recorder.record(() -> new ServerSocket(0).close())).doesNotTouchTheNetwork();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/socket.2.html">socket(2)</a>
     */
    public RecordingAssert doesNotTouchTheNetwork() {
        return network().isNotTouched().returnToRecording();
    }

    /**
     * Verifies that every connection that was tried went to one of these peers: {@link NetworkAssert#connectsOnlyTo}.
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
        return network().connectsOnlyTo(peers).returnToRecording();
    }
}
