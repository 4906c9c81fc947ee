package dev.ringfence.assertions;

import dev.ringfence.assertions.evidence.Occasion;
import dev.ringfence.assertions.rule.DescriptorRules;
import dev.ringfence.recording.Recording;
import org.apiguardian.api.API;

/**
 * Assertions on the descriptors of a window: {@link RecordingAssert#fds()}. What may be allowed is the path of a file; what
 * is not a file is named by its number, as in {@code fd 41}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class FdsAssert extends AreaAssert<FdsAssert> {

    /** Made by {@link RecordingAssert#fds()}, and by soft assertions. */
    public FdsAssert(Recording actual) {
        super(actual, FdsAssert.class, "fds");
    }

    /**
     * Verifies that the window closed every descriptor it opened: {@link RecordingAssert#hasNoFdLeak()}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).fds().hasNoLeak();
     * // fails
     * assertThat(recorder.record(() -> Files.newInputStream(path).read())).fds().hasNoLeak();
     * }</pre>
     *
     * @throws dev.ringfence.jupiter.SuspicionError if it did not, until more runs of the test have given the verdict
     * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
     */
    public FdsAssert hasNoLeak() {
        returnToRecording().hasNoFdLeak("hasNoLeak()", "recording", Occasion.Allowing.RECORDING, allowances(), info);
        return myself;
    }

    /**
     * Verifies that at most so many of the descriptors that the window opened were open at once.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> readOneByOne(files))).fds().hasPeakAtMost(1);
     * // fails for two files or more
     * assertThat(recorder.record(() -> openAllThenRead(files))).fds().hasPeakAtMost(1);
     * }</pre>
     *
     * @param most zero or more
     * @see <a href="https://man7.org/linux/man-pages/man2/getrlimit.2.html">getrlimit(2), RLIMIT_NOFILE</a>
     */
    public FdsAssert hasPeakAtMost(int most) {
        returnToRecording().hasPeak(most, "fds().hasPeakAtMost", info);
        return myself;
    }

    /**
     * Verifies that no descriptor was closed after it had been closed: the second time, its number may stand for a file that
     * another thread has just opened. Java closes nothing twice; native code and child processes may.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> library.close(fd))).fds().closesNothingTwice();
     * // fails
     * assertThat(recorder.record(() -> { library.close(fd); library.close(fd); })).fds().closesNothingTwice();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/close.2.html">close(2)</a>
     */
    public FdsAssert closesNothingTwice() {
        return keeps(DescriptorRules.closesNothingTwice(), "closesNothingTwice()");
    }

    /**
     * Verifies that no call failed because its descriptor had been closed before. A number that was opened again meanwhile is
     * another file, and the call worked on that: this cannot be seen. Needs all calls watched that take descriptors: {@code
     * @Traced(observe = "%desc")}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> library.read(fd))).fds().usesNothingClosed();
     * // fails
     * assertThat(recorder.record(() -> { library.close(fd); library.read(fd); })).fds().usesNothingClosed();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/read.2.html">read(2), EBADF</a>
     */
    public FdsAssert usesNothingClosed() {
        return keeps(DescriptorRules.usesNothingClosed(), "usesNothingClosed()");
    }

    /**
     * Verifies that nothing was closed that had been open before the window, or that the virtual machine opened.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).fds().closesOnlyItsOwn();
     * // fails
     * InputStream handed = Files.newInputStream(path);
     * assertThat(recorder.record(() -> reader.read(handed))).fds().closesOnlyItsOwn(); // if the reader closes it
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/close.2.html">close(2)</a>
     */
    public FdsAssert closesOnlyItsOwn() {
        return keeps(DescriptorRules.closesOnlyItsOwn(), "closesOnlyItsOwn()");
    }
}
