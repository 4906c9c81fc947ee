package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Held;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.Pid;
import dev.ringfence.event.SyscallEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sockets of a window: what kind each is, and what is remembered of it. */
final class Sockets<T> {
    private static final int TYPE_MASK = 0xf;
    /** socket(2): AF_UNIX, AF_NETLINK, AF_ALG stay on this machine. */
    private static final Set<Integer> LOCAL_FAMILIES = Set.of(1, 16, 38);

    /** Why it is not known of a socket that can send without a connection whether it did. */
    static final String SENDS_NOT_OBSERVED =
            "whether anything was sent from it was not observed; @Traced(observe = \"sends\") does";

    private static final Set<String> MAKERS = Set.of("socket", "socketpair");

    private final Map<Object, T> remembered = new HashMap<>();

    /** One from before the window is known by its number alone. */
    private record Old(Pid process, int fd) {}

    /** Which kind a socket is. */
    enum Kind {
        /** It does not leave this machine. */
        LOCAL,
        /** It needs a connection before it can send. */
        STREAM,
        /** It can send without. */
        DATAGRAM,
        /** It was made before the window, or came from somebody else. */
        UNKNOWN
    }

    /** Returns the kind of socket that a call of socket(2) makes. */
    static Kind made(SyscallEvent socket) {
        if (LOCAL_FAMILIES.contains(socket.arguments().get(0).intValue())) return Kind.LOCAL;
        int type = socket.arguments().get(1).intValue() & TYPE_MASK;
        // SOCK_STREAM and SOCK_SEQPACKET.
        return type == 1 || type == 5 ? Kind.STREAM : Kind.DATAGRAM;
    }

    /** Returns the kind of the socket that the first argument of a call stands for. */
    static Kind of(SeenCall seen, SyscallEvent call) {
        return maker(seen, call).map(Sockets::made).orElse(Kind.UNKNOWN);
    }

    /** Returns the call in the window that made the socket. */
    static Optional<SyscallEvent> maker(SeenCall seen, SyscallEvent call) {
        return seen.held(fd(call)) instanceof Held.Open open
                ? open.openedBy().filter(maker -> MAKERS.contains(maker.name()))
                : Optional.empty();
    }

    static int fd(SyscallEvent call) {
        return call.arguments().get(0).intValue();
    }

    /** Returns a call with the address that it names, which its text shows only of connect and bind. */
    static Sighting toward(SyscallEvent call, String address) {
        return call.address() == null ? Sighting.of(call).noting("to " + address) : Sighting.of(call);
    }

    // --- What is remembered of the socket that the first argument of a call stands for ---

    void remember(SeenCall seen, SyscallEvent call, T value) {
        remembered.put(key(seen, call), value);
    }

    Optional<T> recall(SeenCall seen, SyscallEvent call) {
        return Optional.ofNullable(remembered.get(key(seen, call)));
    }

    private static Object key(SeenCall seen, SyscallEvent call) {
        return maker(seen, call).map(Object.class::cast).orElseGet(() -> new Old(seen.process(), fd(call)));
    }
}
