package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.CodeText;
import dev.ringfence.assertions.evidence.Glob;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Decides by the text of an address whether a test may connect to it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PeerRule {
    /** {@code 127.0.0.1:80}, {@code [::1]:80}, {@code [fe80::1%eth0]:80}: the host is group 1 or 2. */
    private static final Pattern INTERNET =
            Pattern.compile("(?:([0-9]{1,3}(?:\\.[0-9]{1,3}){3})|\\[([0-9a-fA-F:.]+)(?:%[^\\]]*)?\\]):[0-9]+");

    /** Unix domain sockets; AF_UNSPEC (0), which connect(2) takes for "no peer any more"; AF_NETLINK (16), which is the kernel. */
    private static final Pattern LOCAL = Pattern.compile("unix:.*|address family (?:0|16)", Pattern.DOTALL);

    private final String label;
    private final Predicate<String> accepts;
    private final Predicate<String> acceptsAtHome;

    private PeerRule(String label, Predicate<String> accepts, Predicate<String> acceptsAtHome) {
        this.label = label;
        this.accepts = accepts;
        this.acceptsAtHome = acceptsAtHome;
    }

    /** Returns what never leaves this machine. */
    public static PeerRule loopback() {
        return new PeerRule(
                "loopback()",
                address -> staysHere(address, ip -> ip.isLoopbackAddress() || ip.isAnyLocalAddress()),
                address -> staysHere(address, InetAddress::isLoopbackAddress));
    }

    /** Returns the peers whose address, as messages show it, matches a glob. */
    public static PeerRule of(String glob) {
        Glob matching = new Glob(glob);
        return new PeerRule("peer(" + CodeText.literal(glob) + ")", matching::matches, matching::matches);
    }

    /** Returns whether an address is of something that is no network, not even that of this machine. */
    static boolean isOffTheNetwork(String address) {
        return LOCAL.matcher(address).matches();
    }

    /** Returns whether an address may be connected to. */
    boolean accepts(String address) {
        return accepts.test(address);
    }

    /** Returns whether an address may be listened on: the unspecified address is that of every interface there. */
    boolean acceptsAtHome(String address) {
        return acceptsAtHome.test(address);
    }

    /**
     * Linux takes the unspecified address to connect to for the loopback address. An address in an unknown form is somebody
     * else's.
     */
    private static boolean staysHere(String address, Predicate<InetAddress> here) {
        Matcher internet = INTERNET.matcher(address);
        if (!internet.matches()) return LOCAL.matcher(address).matches();
        String host = internet.group(1) != null ? internet.group(1) : internet.group(2);
        return literal(host).filter(here).isPresent();
    }

    /** A literal is never looked up. One that is not valid is nobody's address, so it is not accepted. */
    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException notALiteral) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
