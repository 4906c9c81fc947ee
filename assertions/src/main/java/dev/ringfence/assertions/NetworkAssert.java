package dev.ringfence.assertions;

import dev.ringfence.assertions.rule.NetworkRules;
import dev.ringfence.assertions.rule.PeerRule;
import dev.ringfence.recording.Recording;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Assertions on what a window did on the network: {@link RecordingAssert#network()}. What it sends over a connection that
 * was there before the window is not seen. Addresses are as messages show them: {@code 127.0.0.1:8080}, {@code [::1]:80},
 * {@code unix:/run/app.sock}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class NetworkAssert extends AreaAssert<NetworkAssert> {

    /** Made by {@link RecordingAssert#network()}, and by soft assertions. */
    public NetworkAssert(Recording actual) {
        super(actual, NetworkAssert.class, "network");
    }

    /**
     * Verifies that nothing was connected to, bound, listened on or sent to a network, that of this machine included
     * (127.0.0.1). Sockets of the Unix domain are no network. Where a socket was made that can send without a connection,
     * {@code sends} has to be observed.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> Files.readString(path))).network().isNotTouched();
     * // fails
     * assertThat(recorder.record(() -> new ServerSocket(0).close())).network().isNotTouched();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/socket.2.html">socket(2)</a>
     */
    public NetworkAssert isNotTouched() {
        return keeps(NetworkRules.isNotTouched(), "isNotTouched()");
    }

    /**
     * Verifies that every connection that was tried, whether it came about or not, went to one of these peers. Datagrams
     * that are sent without connecting ({@link dev.ringfence.Families#sends()}) are not seen by it. libc connects a datagram
     * socket to each address of a name it resolves, to sort them; nothing is sent, but it counts.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> new Socket("127.0.0.1", port).close())).network().connectsOnlyTo(loopback());
     * // fails
     * assertThat(recorder.record(() -> new Socket("192.0.2.1", 80).close())).network().connectsOnlyTo(loopback());
     * }</pre>
     *
     * @param peers at least one; for none use {@code calls(connects()).never()}
     * @see <a href="https://man7.org/linux/man-pages/man2/connect.2.html">connect(2)</a>
     */
    public NetworkAssert connectsOnlyTo(Peer... peers) {
        return keeps(NetworkRules.connectsOnlyTo(rules(peers)), "connectsOnlyTo(" + code(peers) + ")");
    }

    /**
     * Verifies that every socket that listens was bound to one of these addresses. A socket that is bound to the
     * unspecified address ({@code 0.0.0.0}, {@code ::}) listens on every interface, so {@link
     * RingfenceAssertions#loopback()} does not allow it. Sockets of the Unix domain may listen.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> new ServerSocket(0, 50, InetAddress.getLoopbackAddress()))).network().listensOnlyOn(loopback());
     * // fails
     * assertThat(recorder.record(() -> new ServerSocket(0))).network().listensOnlyOn(loopback());
     * }</pre>
     *
     * @param addresses at least one; for none use {@code calls(listens()).never()}
     * @see <a href="https://man7.org/linux/man-pages/man2/listen.2.html">listen(2)</a>
     */
    public NetworkAssert listensOnlyOn(Peer... addresses) {
        return keeps(NetworkRules.listensOnlyOn(rules(addresses)), "listensOnlyOn(" + code(addresses) + ")");
    }

    /**
     * Verifies that no address of a name was looked up: neither in {@code /etc/hosts}, nor by asking a name server or the
     * local resolver.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> InetAddress.getByName("127.0.0.1"))).network().resolvesNoNames();
     * // fails
     * assertThat(recorder.record(() -> InetAddress.getByName("example.com"))).network().resolvesNoNames();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man3/getaddrinfo.3.html">getaddrinfo(3)</a>
     */
    public NetworkAssert resolvesNoNames() {
        return keeps(NetworkRules.resolvesNoNames(), "resolvesNoNames()");
    }

    /**
     * Verifies that no connection was refused. Of a socket that does not block it is known only where {@code getsockopt}
     * is watched: {@code @Traced(observe = "getsockopt")}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> new Socket("127.0.0.1", open).close())).network().hasNoRefusedConnection();
     * // fails
     * assertThat(recorder.record(() -> connectWithRetries("127.0.0.1", closed))).network().hasNoRefusedConnection();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/connect.2.html">connect(2), ECONNREFUSED</a>
     */
    public NetworkAssert hasNoRefusedConnection() {
        return keeps(NetworkRules.hasNoRefusedConnection(), "hasNoRefusedConnection()");
    }

    /**
     * Verifies that no connection timed out, and none was closed before it came about. Of a socket that does not block it
     * is known only where {@code getsockopt} is watched: {@code @Traced(observe = "getsockopt")}.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> new Socket("127.0.0.1", open).close())).network().hasNoTimedOutConnection();
     * // fails
     * assertThat(recorder.record(() -> connectWithin(ofMillis(100), "192.0.2.1"))).network().hasNoTimedOutConnection();
     * }</pre>
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/connect.2.html">connect(2), ETIMEDOUT</a>
     */
    public NetworkAssert hasNoTimedOutConnection() {
        return keeps(NetworkRules.hasNoTimedOutConnection(), "hasNoTimedOutConnection()");
    }

    private static List<PeerRule> rules(Peer... peers) {
        return Arrays.stream(peers).map(Peer::rule).toList();
    }

    private static String code(Peer... peers) {
        return Arrays.stream(peers).map(Peer::toString).collect(Collectors.joining(", "));
    }
}
