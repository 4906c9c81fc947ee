package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages with addresses and control data.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/recvmsg.2.html">recvmsg(2)</a>
 */
final class MessageKinds {
    /** {@code struct msghdr}: name at 0, its length 8, vectors 16, their number 24, control 32, its length 40, flags 48. */
    private static final int SIZE = 56;
    /** {@code struct mmsghdr}: a message and the bytes that were sent or received of it. */
    private static final int MULTIPLE = 64;

    private static final int MSG_LEN = 56;
    private static final int VECTOR = 16;
    private static final Vocabulary FLAGS = Vocabulary.of("message_flags");

    private MessageKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add(
                "message",
                (context, index) -> Pointers.struct(
                        context, context.register(index), SIZE, (c, bytes, at) -> header(c, bytes, at, -1, -1)));
        kinds.add("outmessage", MessageKinds::received);
        kinds.add("messages", MessageKinds::sent);
        kinds.add("outmessages", MessageKinds::allReceived);
        kinds.add("data", details -> {
            int length = TextKinds.argument(details);
            return (context, index) -> NetlinkMessages.data(
                    context, (int) context.register(0), context.register(index), context.register(length));
        });
        kinds.add("outdata", details -> {
            int length = TextKinds.argument(details);
            return (context, index) -> outdata(context, index, context.register(length));
        });
    }

    private static Value outdata(DecodeContext context, int index, long given) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        if (context.failed()) return new Value.Address(address);
        // With MSG_TRUNC, the result may be longer than the buffer.
        long length = Long.compareUnsigned(context.result(), given) < 0 ? context.result() : given;
        return NetlinkMessages.data(context, (int) context.register(0), address, length);
    }

    // --- One message ---

    private static Value received(DecodeContext context, int index) {
        long address = context.register(index);
        @Nullable ByteBuffer bytes = context.read(address, SIZE);
        if (bytes == null) return address == 0 ? new Value.Address(0) : new Value.Unreadable(address);
        Value.Int length = new Value.Int(bytes.getInt(8), Base.DECIMAL);
        if (!context.isExit()) return new Value.Pending(length);
        int before = context.before(index) instanceof Value.Int remembered ? (int) remembered.value() : -1;
        if (context.failed())
            return new Value.Struct(List.of(new Field("msg_namelen", new Value.Int(before, Base.DECIMAL))), false);
        return header(context, bytes, 0, before, context.result());
    }

    /**
     * Returns a message.
     *
     * @param before length of the name before the call, or -1 where it does not change
     * @param received how many bytes were received, or -1 for a message that is sent
     */
    private static Value header(DecodeContext context, ByteBuffer bytes, int at, int before, long received) {
        List<Field> fields = new ArrayList<>(8);
        int length = bytes.getInt(at + 8);
        int room = before < 0 ? length : Math.min(before, length);
        fields.add(new Field("msg_name", SocketAddresses.at(context, bytes.getLong(at), room)));
        Value now = new Value.Int(length, Base.DECIMAL);
        boolean changed = before >= 0 && before != length;
        fields.add(new Field(
                "msg_namelen", changed ? new Value.Changed(new Value.Int(before, Base.DECIMAL), now) : now));
        long count = bytes.getLong(at + 24);
        fields.add(new Field("msg_iov", Vectors.of(context, bytes.getLong(at + 16), count, received)));
        fields.add(new Field("msg_iovlen", new Value.Int(count, Base.UNSIGNED)));
        long controlLength = bytes.getLong(at + 40);
        if (controlLength != 0)
            fields.add(new Field("msg_control", ControlMessages.of(context, bytes.getLong(at + 32), controlLength)));
        fields.add(new Field("msg_controllen", new Value.Int(controlLength, Base.UNSIGNED)));
        fields.add(new Field("msg_flags", FLAGS.flags(bytes.getInt(at + 48) & 0xffffffffL)));
        return new Value.Struct(fields, false);
    }

    // --- Several ---

    /** Of a call that failed, nothing is known of what was sent: the lengths are left out. */
    private static Value sent(DecodeContext context, int index) {
        if (!context.isExit()) return new Value.Pending(null);
        long count = context.register(2) & 0xffffffffL;
        return Pointers.array(context, context.register(index), count, MULTIPLE, (c, bytes, at) -> {
            Value header = header(c, bytes, at, -1, -1);
            if (context.failed()) return new Value.Struct(List.of(new Field("msg_hdr", header)), false);
            return multiple(header, bytes.getInt(at + MSG_LEN));
        });
    }

    private static Value allReceived(DecodeContext context, int index) {
        long address = context.register(index);
        if (!context.isExit()) return new Value.Pending(nameLengths(context, address));
        if (context.failed()) return new Value.Address(address);
        List<Value> before = context.before(index) instanceof Value.Sequence lengths ? lengths.elements() : List.of();
        return Pointers.array(context, address, context.result(), MULTIPLE, (c, bytes, at) -> {
            int element = at / MULTIPLE;
            int length = element < before.size() ? (int) ((Value.Int) before.get(element)).value() : -1;
            int received = bytes.getInt(at + MSG_LEN);
            return multiple(header(c, bytes, at, length, received & 0xffffffffL), received);
        });
    }

    private static @Nullable Value nameLengths(DecodeContext context, long address) {
        Value lengths = Pointers.array(
                context,
                address,
                context.register(2) & 0xffffffffL,
                MULTIPLE,
                (c, bytes, at) -> new Value.Int(bytes.getInt(at + 8), Base.DECIMAL));
        if (!(lengths instanceof Value.Sequence sequence)) return null;
        return new Value.Sequence(
                sequence.elements().stream().filter(Value.Int.class::isInstance).toList(), false);
    }

    private static Value multiple(Value header, int length) {
        return new Value.Struct(
                List.of(
                        new Field("msg_hdr", header),
                        new Field("msg_len", new Value.Int(length & 0xffffffffL, Base.DECIMAL))),
                false);
    }

    /** Vectors of data. */
    static final class Vectors {
        private Vectors() {}

        /** Returns vectors of which the first {@code received} bytes are shown, all of them where that is -1. */
        static Value of(DecodeContext context, long address, long count, long received) {
            long[] left = {received < 0 ? Long.MAX_VALUE : received};
            return Pointers.array(context, address, count, VECTOR, (c, bytes, at) -> {
                long base = bytes.getLong(at);
                long length = bytes.getLong(at + 8);
                long shown = Long.compareUnsigned(length, left[0]) < 0 ? length : left[0];
                left[0] -= shown;
                return new Value.Struct(
                        List.of(
                                new Field("iov_base", NetlinkMessages.data(c, (int) c.register(0), base, shown)),
                                new Field("iov_len", new Value.Int(length, Base.UNSIGNED))),
                        false);
            });
        }
    }
}
