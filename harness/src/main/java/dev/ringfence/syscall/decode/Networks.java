package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Families, types and protocols of sockets. */
final class Networks {
    static final Vocabulary FAMILIES = Vocabulary.of("socket_family");

    private static final Vocabulary TYPES = Vocabulary.of("socket_type");
    private static final Vocabulary TYPE_FLAGS = Vocabulary.of("socket_type_flags");
    private static final Vocabulary ETHERNET = Vocabulary.of("ethernet_protocol");
    private static final Vocabulary IP = Vocabulary.of("ip_protocol");
    private static final int TYPE_MASK = 0xf;
    private static final int AF_PACKET = 17;
    private static final long LOW_32 = 0xffffffffL;

    private static final Map<Integer, Vocabulary> PROTOCOLS =
            Map.of(2, IP, 10, IP, 16, Vocabulary.of("netlink_protocol"), 31, Vocabulary.of("bluetooth_protocol"));

    private Networks() {}

    static void addTo(Kinds kinds) {
        kinds.add("socket_type", (context, index) -> type(context.register(index) & LOW_32));
        kinds.add(
                "socket_protocol",
                details -> details.isEmpty()
                        ? Networks::protocol
                        : (context, index) -> new Value.Int(context.register(index), Base.UNSIGNED));
        kinds.add("descriptor_pair", SocketPairs::decode);
    }

    private static Value protocol(DecodeContext context, int index) {
        int family = (int) context.register(0);
        long protocol = context.register(index);
        if (family == AF_PACKET) return ethernetProtocol(Short.reverseBytes((short) protocol) & 0xffff);
        @Nullable Vocabulary names = PROTOCOLS.get(family);
        return names == null ? new Value.Int(protocol, Base.UNSIGNED) : names.symbol(protocol & LOW_32);
    }

    /** Returns {@code SOCK_STREAM|SOCK_CLOEXEC}: an enumeration in the low four bits, flags above. */
    private static Value type(long raw) {
        long number = raw & TYPE_MASK;
        long flags = raw & ~TYPE_MASK;
        if (flags == 0) return TYPES.symbol(raw);
        // Without a type that is known its bits are bits like the others.
        if (number == 0 || !TYPES.has(number)) return TYPE_FLAGS.flags(raw);
        Value type = TYPES.symbol(number);
        Value.Flags known = (Value.Flags) TYPE_FLAGS.flags(flags);
        List<String> names = known.names();
        String typeText = ((Value.Symbol) type).text();
        if (names.isEmpty()) return new Value.Joined(List.of(type, known), "|");
        List<String> all = new ArrayList<>();
        all.add(typeText);
        all.addAll(names);
        return new Value.Flags(raw, all, known.rest(), "");
    }

    /** Returns {@code htons(ETH_P_ALL)}. */
    static Value ethernetProtocol(int protocol) {
        return new Value.Applied("htons", List.of(ETHERNET.symbol(protocol)));
    }

    /** Returns multicast groups, hexadecimal with at least eight characters. */
    static Value groups(int groups) {
        String digits = Integer.toHexString(groups);
        String text = groups == 0 ? "00000000" : "0x" + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
        return new Value.Word(text);
    }
}
