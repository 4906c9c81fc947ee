package dev.ringfence.assertions;

import dev.ringfence.Recorder;
import dev.ringfence.assertions.evidence.Occasion;
import dev.ringfence.assertions.rule.PeerRule;
import dev.ringfence.recording.Recording;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.Condition;
import org.assertj.core.api.SoftAssertionsProvider;

/**
 * Entry points, to be imported statically. They stand beside {@link org.assertj.core.api.Assertions}: {@code
 * assertThat} of both can be imported at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RingfenceAssertions {
    static {
        RingfenceRepresentation.register();
    }

    private RingfenceAssertions() {}

    // --- Recordings ---

    /** Starts assertions on a recording. */
    @CheckReturnValue
    public static RecordingAssert assertThat(Recording recording) {
        return new RecordingAssert(recording);
    }

    /**
     * Runs soft assertions, and then fails with all that were broken.
     *
     * <pre>{@code
     * assertSoftly(softly -> softly.assertThat(recording).doesNotExec().files().writesOnlyUnder("/tmp"));
     * }</pre>
     *
     * @throws org.assertj.core.error.AssertJMultipleFailuresError if one was broken, or could not be told
     */
    public static void assertSoftly(Consumer<RingfenceSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(RingfenceSoftAssertions.class, assertions);
    }

    /**
     * Returns assertions on recordings as a condition that is named once and used often, with {@code is}, {@code has}, {@code
     * are} and the like. The message says which of the assertions was broken, and by what.
     *
     * <pre>{@code
     * static final Condition<Recording> HERMETIC =
     *         recordingThat("hermetic", recording -> recording.doesNotExec().doesNotTouchTheNetwork());
     *
     * assertThat(recorder.record(() -> app.start())).is(HERMETIC);
     * }</pre>
     *
     * @param what what a recording is that keeps to them, such as {@code hermetic}
     */
    @CheckReturnValue
    public static Condition<Recording> recordingThat(String what, Consumer<RecordingAssert> assertions) {
        return new RecordingCondition(what, assertions);
    }

    // --- Descriptors ---

    /**
     * Verifies that the test that runs now has closed every descriptor it opened up to here. What the garbage collector
     * had to close counts as left open.
     *
     * <p>The verdict comes from more runs of the test: growth that ends (the first use of a library, a pool that fills)
     * is not a leak.
     *
     * <pre>{@code
     * // passes
     * Files.readString(path);
     * assertNoFdLeak();
     * // fails
     * Files.newInputStream(path).read();
     * assertNoFdLeak();
     * }</pre>
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException outside of a traced test
     * @throws dev.ringfence.jupiter.SuspicionError if it has not, until more runs of the test have given the verdict
     * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
     */
    public static void assertNoFdLeak() {
        assertThat(Recorder.current().soFar()).hasNoFdLeak("assertNoFdLeak()", "test", Occasion.Allowing.SO_FAR);
    }

    /**
     * Verifies that an action closes every descriptor it opens, when it is run again and again: {@link #rounds()}.
     *
     * <pre>{@code
     * // passes
     * assertNoFdLeak(() -> Files.readString(path));
     * // fails
     * assertNoFdLeak(() -> Files.newInputStream(path).read());
     * }</pre>
     *
     * @throws X if the action throws
     * @throws org.opentest4j.AssertionFailedError if it leaks
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException outside of a traced test
     * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
     */
    public static <X extends Throwable> void assertNoFdLeak(Recorder.Action<X> action) throws X {
        assertNoFdLeak(rounds(), action);
    }

    /**
     * Verifies that an action closes every descriptor it opens, when it is run as often as the rounds say.
     *
     * <pre>{@code
     * // passes: the pool is full after its eight connections
     * assertNoFdLeak(rounds().warmUps(8), () -> pool.query("select 1"));
     * // fails: the stream is not closed
     * assertNoFdLeak(rounds().warmUps(8), () -> Files.newInputStream(path).read());
     * }</pre>
     *
     * @throws X if the action throws
     * @throws org.opentest4j.AssertionFailedError if it leaks
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException outside of a traced test
     * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
     */
    public static <X extends Throwable> void assertNoFdLeak(RoundSettings rounds, Recorder.Action<X> action) throws X {
        CallSite site = CallSite.ofAssertion();
        new LeakRounds(rounds, Recorder.current(), site).run(action);
    }

    /** Returns the rounds of {@link #assertNoFdLeak(Recorder.Action)}: three warm-ups, three judged rounds. */
    @CheckReturnValue
    public static RoundSettings rounds() {
        return RoundSettings.standard();
    }

    // --- Peers ---

    /**
     * Returns the peers that never leave this machine: 127.0.0.0/8, {@code ::1}, the unspecified address (Linux takes
     * it for the loopback address), Unix domain
     * sockets and netlink.
     */
    @CheckReturnValue
    public static Peer loopback() {
        return new Peer(PeerRule.loopback());
    }

    /**
     * Returns the peers whose address, as messages show it, matches a glob: {@code peer("10.0.0.*:5432")}, {@code
     * peer("unix:/run/app.sock")}.
     *
     * @param glob as in {@link NoFdLeak#except()}
     */
    @CheckReturnValue
    public static Peer peer(String glob) {
        return new Peer(PeerRule.of(glob));
    }
}
