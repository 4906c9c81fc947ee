package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Control messages: {@code [{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[5]}]}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/cmsg.3.html">cmsg(3)</a>
 */
final class ControlMessages {
    /** {@code struct cmsghdr}: a long, its length with itself, then level and type. */
    private static final int AFTER_LENGTH = 8;

    private static final int LARGEST = 1 << 16;
    private static final int SOL_IP = 0;
    private static final int SOL_SOCKET = 1;
    /** SCM_TIMESTAMP_OLD and the like, whose times are of longs; the later ones are of 64 bits everywhere. */
    private static final List<Integer> OF_LONGS = List.of(29, 35, 37);

    private static final Shape TIME = Shape.of("ss");
    private static final Vocabulary LEVELS = Vocabulary.of("socket_level");
    private static final Vocabulary SOCKET = Vocabulary.of("socket_control");
    private static final Vocabulary IP = Vocabulary.of("ip_control");
    private static final FieldLayout CREDENTIALS = Layouts.of("ucred");
    private static final FieldLayout PACKET_INFO = Layouts.of("in_pktinfo");

    private ControlMessages() {}

    static Value of(DecodeContext context, long address, long length) {
        int word = context.view().wordSize();
        int header = word + AFTER_LENGTH;
        if (address == 0 || Long.compareUnsigned(length, header) < 0) return new Value.Address(address);
        int size = (int) (Long.compareUnsigned(length, LARGEST) < 0 ? length : LARGEST);
        byte[] read = new byte[size];
        // What cannot be read of a length that is too large is left out, as the kernel refuses the call for other
        // reasons.
        size = context.view().read(address, read, size);
        if (size < header) return new Value.Unreadable(address);
        ByteBuffer bytes = DecodeContext.wrap(read);
        List<Value> messages = new ArrayList<>();
        int at = 0;
        while (size - at >= header) {
            long own = FieldTypes.unsigned(bytes, at, word);
            int data =
                    (int) Math.max(0, Math.min(Long.compareUnsigned(own, size) < 0 ? own : size, size - at) - header);
            messages.add(message(context, bytes, at, data));
            // A length that does not hold the header is a fault of the program: nothing after it can be found.
            if (Long.compareUnsigned(own, header) < 0) {
                messages.add(rest(address + at + header));
                return new Value.Sequence(messages, false);
            }
            long next = Long.compareUnsigned(own, size) < 0 ? at + (own + word - 1 & -word) : size;
            if (next > size) next = size;
            at = (int) next;
        }
        if (at < size) messages.add(rest(address + at));
        return new Value.Sequence(messages, false);
    }

    private static Value rest(long address) {
        return new Value.Noted(new Value.Word("..."), "0x" + Long.toHexString(address));
    }

    private static Value message(DecodeContext context, ByteBuffer bytes, int at, int size) {
        int word = context.view().wordSize();
        int level = bytes.getInt(at + word);
        int type = bytes.getInt(at + word + Integer.BYTES);
        List<Field> fields = new ArrayList<>(4);
        fields.add(new Field("cmsg_len", new Value.Int(FieldTypes.unsigned(bytes, at, word), Base.UNSIGNED)));
        fields.add(new Field("cmsg_level", LEVELS.symbol(level & 0xffffffffL)));
        fields.add(new Field("cmsg_type", type(level, type & 0xffffffffL)));
        @Nullable Value data = size == 0 ? null : data(context, bytes, at + word + AFTER_LENGTH, size, level, type);
        if (data != null) fields.add(new Field("cmsg_data", data));
        return new Value.Struct(fields, false);
    }

    private static Value type(int level, long type) {
        return switch (level) {
            case SOL_SOCKET -> SOCKET.symbol(type);
            case SOL_IP -> IP.symbol(type);
            default -> new Value.Int(type, Base.HEX);
        };
    }

    private static @Nullable Value data(
            DecodeContext context, ByteBuffer bytes, int at, int size, int level, int type) {
        if (level == SOL_SOCKET) return socket(context, bytes, at, size, type);
        if (level == SOL_IP) return ip(context, bytes, at, size, type);
        return null;
    }

    private static @Nullable Value socket(DecodeContext context, ByteBuffer bytes, int at, int size, int type) {
        if (OF_LONGS.contains(type) && context.view().wordSize() < Long.BYTES) {
            int count = size / TIME.narrow();
            ByteBuffer wide = DecodeContext.wrap(new byte[count * TIME.wide()]);
            for (int i = 0; i < count; i++) TIME.widen(bytes, at + i * TIME.narrow(), wide, i * TIME.wide());
            return plain(context, wide, 0, wide.limit(), type);
        }
        return plain(context, bytes, at, size, type);
    }

    private static @Nullable Value plain(DecodeContext context, ByteBuffer bytes, int at, int size, int type) {
        return switch (type) {
            case 1 ->
                size < Integer.BYTES
                        ? null
                        : list(
                                context,
                                size / Integer.BYTES,
                                i -> Descriptors.fd(context, bytes.getInt(at + Integer.BYTES * i)));
            case 2 -> size < CREDENTIALS.size() ? null : CREDENTIALS.decode(context, bytes, at);
            case 3 -> FieldTypes.quoted(context, bytes, at, size);
            case 29, 63 -> size < Times.SIZE ? new Value.Word("???") : Times.TIMEVAL.decode(context, bytes, at);
            case 35, 64 -> size < Times.SIZE ? new Value.Word("???") : Times.TIMESPEC.decode(context, bytes, at);
            case 37, 65 ->
                size < 3 * Times.SIZE
                        ? new Value.Word("???")
                        : list(context, 3, i -> Times.TIMESPEC.decode(context, bytes, at + Times.SIZE * i));
            default -> null;
        };
    }

    private static @Nullable Value ip(DecodeContext context, ByteBuffer bytes, int at, int size, int type) {
        return switch (type) {
            case 1, 6, 7 -> list(context, size, i -> new Value.Int(bytes.get(at + i) & 0xff, Base.HEX));
            case 2, 23 ->
                size < Integer.BYTES
                        ? null
                        : list(context, size / Integer.BYTES, i -> number(bytes.getInt(at + Integer.BYTES * i)));
            case 8 -> size < PACKET_INFO.size() ? null : PACKET_INFO.decode(context, bytes, at);
            case 3 -> FieldTypes.quoted(context, bytes, at, size);
            case 11 -> size < 32 ? null : error(context, bytes, at);
            case 20 ->
                size < 16 ? null : SocketAddresses.of(context, bytes, at, Math.min(size, SocketAddresses.LARGEST));
            default -> null;
        };
    }

    private static Value number(int number) {
        return new Value.Int(number & 0xffffffffL, Base.DECIMAL);
    }

    private static Value list(DecodeContext context, int count, IntFunction<Value> element) {
        int shown = context.options().abbreviate()
                ? Math.min(count, context.options().stringLimit())
                : count;
        List<Value> elements = new ArrayList<>(shown);
        for (int i = 0; i < shown; i++) {
            elements.add(element.apply(i));
        }
        return new Value.Sequence(elements, shown < count);
    }

    /** {@code struct sock_extended_err}, and the address of who reported it: ip(7). */
    private static Value error(DecodeContext context, ByteBuffer bytes, int at) {
        return new Value.Struct(
                List.of(
                        new Field("ee_errno", number(bytes.getInt(at))),
                        new Field("ee_origin", number(bytes.get(at + 4) & 0xff)),
                        new Field("ee_type", number(bytes.get(at + 5) & 0xff)),
                        new Field("ee_code", number(bytes.get(at + 6) & 0xff)),
                        new Field("ee_info", number(bytes.getInt(at + 8))),
                        new Field("ee_data", number(bytes.getInt(at + 12))),
                        new Field("offender", SocketAddresses.of(context, bytes, at + 16, 16))),
                false);
    }
}
