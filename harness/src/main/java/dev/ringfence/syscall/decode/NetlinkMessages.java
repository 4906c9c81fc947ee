package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages of netlink sockets; data of other sockets is text.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/netlink.7.html">netlink(7)</a>
 */
final class NetlinkMessages {
    /** {@code struct nlmsghdr}: length at 0, type 4, flags 6, sequence 8, port 12. */
    static final int HEADER = 16;

    private static final int LARGEST = 1 << 17;
    private static final int ROUTE = 0;
    private static final int ERROR = 2;
    private static final int DONE = 3;
    private static final int FIRST_OF_PROTOCOL = 16;
    private static final int ACK_WITH_TAIL = 0x200;
    private static final int GENERIC = 16;
    private static final Vocabulary TYPES = Vocabulary.of("netlink_types");
    private static final Vocabulary ROUTE_TYPES = Vocabulary.of("route_types");
    private static final Vocabulary FAMILIES = Vocabulary.of("socket_family");
    private static final Vocabulary FLAGS = Vocabulary.of("netlink_flags");
    private static final Vocabulary GET_FLAGS = Vocabulary.of("netlink_get_flags");
    private static final Vocabulary NEW_FLAGS = Vocabulary.of("netlink_new_flags");
    private static final Vocabulary DELETE_FLAGS = Vocabulary.of("netlink_delete_flags");

    private NetlinkMessages() {}

    /** Returns data that a socket sends or received. */
    static Value data(DecodeContext context, int fd, long address, long length) {
        if (address == 0 || length <= 0) return Strings.buffer(context, address, length);
        int protocol = context.view().netlinkProtocol(fd);
        if (protocol < 0) return Strings.buffer(context, address, length);
        int size = (int) Math.min(length, LARGEST);
        @Nullable ByteBuffer bytes = context.read(address, size);
        if (bytes == null) return new Value.Unreadable(address);
        return messages(context, protocol, bytes, 0, size);
    }

    private static Value messages(DecodeContext context, int protocol, ByteBuffer bytes, int from, int size) {
        if (size < HEADER) return HexText.limited(context, bytes, from, size);
        List<Value> messages = new ArrayList<>();
        int at = from;
        int end = from + size;
        int limit = context.options().abbreviate() ? context.options().stringLimit() : Integer.MAX_VALUE;
        while (end - at >= HEADER) {
            if (messages.size() == limit) return new Value.Sequence(messages, true);
            long own = bytes.getInt(at) & 0xffffffffL;
            int length = (int) Math.max(HEADER, Math.min(own, end - at));
            messages.add(message(context, protocol, bytes, at, length));
            if (own < HEADER) break;
            at = (int) Math.min(end, at + (own + 3 & ~3L));
        }
        return messages.size() == 1 ? messages.get(0) : new Value.Sequence(messages, false);
    }

    private static Value message(DecodeContext context, int protocol, ByteBuffer bytes, int at, int length) {
        int type = bytes.getShort(at + 4) & 0xffff;
        int flags = bytes.getShort(at + 6) & 0xffff;
        Value header = new Value.Struct(
                List.of(
                        new Field("nlmsg_len", unsigned(bytes.getInt(at))),
                        new Field("nlmsg_type", type(protocol, type)),
                        new Field("nlmsg_flags", flags(protocol, type).flags(flags)),
                        new Field("nlmsg_seq", unsigned(bytes.getInt(at + 8))),
                        new Field("nlmsg_pid", new Value.Int(bytes.getInt(at + 12), Base.DECIMAL))),
                false);
        int size = length - HEADER;
        if (size == 0) return header;
        return new Value.Sequence(
                List.of(header, body(context, protocol, type, flags, bytes, at + HEADER, size)), false);
    }

    private static Value unsigned(int number) {
        return new Value.Int(number & 0xffffffffL, Base.DECIMAL);
    }

    private static Value type(int protocol, int type) {
        if (protocol == ROUTE) return type < FIRST_OF_PROTOCOL ? TYPES.symbol(type) : routeType(type);
        if (protocol == GENERIC && type == GENERIC) return new Value.Symbol(type, "nlctrl");
        if (protocol == GENERIC && type > GENERIC) return Vocabulary.unknown(type, "GENERIC_FAMILY_???");
        return TYPES.symbol(type);
    }

    private static Value routeType(int type) {
        return ROUTE_TYPES.has(type) ? ROUTE_TYPES.symbol(type) : Vocabulary.unknown(type, "RTM_???");
    }

    /** Types of routing messages come in fours: new, delete, get, set. The upper flags mean something else in each. */
    private static Vocabulary flags(int protocol, int type) {
        if (protocol != ROUTE || type < FIRST_OF_PROTOCOL || !ROUTE_TYPES.has(type)) return FLAGS;
        return switch (type & 3) {
            case 0 -> NEW_FLAGS;
            case 1 -> DELETE_FLAGS;
            case 2 -> GET_FLAGS;
            default -> FLAGS;
        };
    }

    private static Value body(
            DecodeContext context, int protocol, int type, int flags, ByteBuffer bytes, int at, int size) {
        if (type == ERROR && size >= Integer.BYTES + HEADER) return error(context, protocol, flags, bytes, at, size);
        if (type == DONE && size >= Integer.BYTES) return new Value.Int(bytes.getInt(at), Base.DECIMAL);
        if (protocol == ROUTE && ROUTE_TYPES.has(type)) return RouteMessages.of(context, type, bytes, at, size);
        if (protocol == ROUTE && type >= FIRST_OF_PROTOCOL && size > 0) return unknownRoute(context, bytes, at, size);
        return HexText.limited(context, bytes, at, size);
    }

    /** All messages of NETLINK_ROUTE begin with an address family. */
    private static Value unknownRoute(DecodeContext context, ByteBuffer bytes, int at, int size) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("family", FAMILIES.symbol(bytes.get(at) & 0xff)));
        if (size > 1) fields.add(new Field("data", HexText.limited(context, bytes, at + 1, size - 1)));
        return new Value.Struct(fields, false);
    }

    /** {@code struct nlmsgerr}: the error, and the message that has led to it, or its header alone. */
    private static Value error(DecodeContext context, int protocol, int flags, ByteBuffer bytes, int at, int size) {
        int error = bytes.getInt(at);
        Value name = error < 0 && error >= -4095
                ? new Value.Symbol(error, "-" + Failures.of(error).errno())
                : new Value.Int(error, Base.DECIMAL);
        int length = size - Integer.BYTES;
        if ((flags & ACK_WITH_TAIL) != 0)
            length = (int) Math.min(length, Math.max(HEADER, bytes.getInt(at + Integer.BYTES) & 0xffffffffL));
        Value cause = messages(context, protocol, bytes, at + Integer.BYTES, length);
        return new Value.Struct(List.of(new Field("error", name), new Field("msg", cause)), false);
    }
}
