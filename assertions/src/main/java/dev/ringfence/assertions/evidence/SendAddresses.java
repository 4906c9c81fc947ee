package dev.ringfence.assertions.evidence;

import dev.ringfence.event.SyscallEvent;
import dev.ringfence.syscall.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether it is known to whom something is sent: sendto(2) has an address, sendmsg(2) and sendmmsg(2) one in each message. */
final class SendAddresses {
    private static final Map<String, String> HOLDERS = Map.of("sendto", "addr", "sendmsg", "msg", "sendmmsg", "mmsg");
    /** They have addresses that are no text. AF_UNSPEC is not one of them: udp(7) takes it for AF_INET. */
    private static final Set<String> LOCAL = Set.of("AF_UNIX", "AF_NETLINK");

    private SendAddresses() {}

    static boolean isUnreadable(SyscallEvent call) {
        String holder = HOLDERS.get(call.name());
        if (holder == null) return false;
        return call.decoded().stream()
                .filter(argument -> argument.name().equals(holder))
                .findFirst()
                .map(argument -> hides(argument.value()))
                .orElse(true);
    }

    private static boolean hides(Value value) {
        if (value instanceof Value.Address pointer) return pointer.value() != 0;
        if (value instanceof Value.Sequence messages)
            return messages.cut() || messages.elements().stream().anyMatch(SendAddresses::hides);
        if (!(value instanceof Value.Struct struct)) return true;
        Optional<Value> inside =
                CallAddresses.field(struct, "msg_hdr").or(() -> CallAddresses.field(struct, "msg_name"));
        return inside.map(SendAddresses::hides)
                .orElseGet(() -> CallAddresses.text(struct).isEmpty() && !LOCAL.contains(CallAddresses.family(struct)));
    }
}
