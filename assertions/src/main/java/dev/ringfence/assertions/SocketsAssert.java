package dev.ringfence.assertions;

import dev.ringfence.assertions.rule.SocketRules;
import dev.ringfence.recording.Recording;
import org.apiguardian.api.API;

/**
 * Assertions on the sockets that a window opened and left, by their states: {@link RecordingAssert#sockets()}. They need
 * {@code @Traced(snapshot = SnapshotPart.SOCKETS)}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class SocketsAssert extends AreaAssert<SocketsAssert> {

    /** Made by {@link RecordingAssert#sockets()}, and by soft assertions. */
    public SocketsAssert(Recording actual) {
        super(actual, SocketsAssert.class, "sockets");
    }

    /**
     * Verifies that no connection is left that the other end has closed and this one has not. It stays in CLOSE_WAIT for as
     * long as the process lives.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> server.serveOne().close())).sockets().leavesNoneInCloseWait();
     * // fails
     * assertThat(recorder.record(() -> server.serveOne())).sockets().leavesNoneInCloseWait();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
     */
    public SocketsAssert leavesNoneInCloseWait() {
        return keeps(SocketRules.leavesNoneInCloseWait(), "leavesNoneInCloseWait()");
    }

    /**
     * Verifies that no socket is left that listens.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> new ServerSocket(0).close())).sockets().leavesNoListener();
     * // fails
     * assertThat(recorder.record(() -> new ServerSocket(0))).sockets().leavesNoListener();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/listen.2.html">listen(2)</a>
     */
    public SocketsAssert leavesNoListener() {
        return keeps(SocketRules.leavesNoListener(), "leavesNoListener()");
    }
}
