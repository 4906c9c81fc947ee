package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of socket options: {@code (fd, level, option, value, length)}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/setsockopt.2.html">setsockopt(2)</a>
 */
final class SocketOptionKinds {
    private static final int LEVEL = 1;
    private static final int OPTION = 2;
    private static final int VALUE = 3;
    private static final int LENGTH = 4;
    private static final Vocabulary TXREHASH = Vocabulary.of("txrehash");

    private SocketOptionKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("socket_level", (context, index) -> SocketOptions.level((int) context.register(index)));
        kinds.add("socket_option", details -> {
            boolean set = details.get(0).equals("set");
            return (context, index) ->
                    SocketOptions.name((int) context.register(LEVEL), (int) context.register(index), set);
        });
        kinds.add("option_value", (context, index) -> set(context));
        kinds.add("outoption_value", (context, index) -> got(context));
    }

    private static SocketOptions.Option option(DecodeContext context) {
        return SocketOptions.option((int) context.register(LEVEL), (int) context.register(OPTION));
    }

    // --- setsockopt ---

    private static Value set(DecodeContext context) {
        long address = context.register(VALUE);
        int length = (int) context.register(LENGTH);
        String how = option(context).set();
        return switch (how) {
            case "auto" ->
                length == Integer.BYTES ? number(context, address, how) : Strings.buffer(context, address, length);
            case "int", "txrehash" ->
                length < Integer.BYTES ? new Value.Address(address) : number(context, address, how);
            case "icmp_filter" -> length <= 0 ? new Value.Address(address) : icmp(context, address, length);
            case "group_req" ->
                length < SocketGroups.REQUEST
                        ? new Value.Address(address)
                        : Pointers.struct(context, address, SocketGroups.REQUEST, SocketGroups::request);
            case "packet_mreq" ->
                length == SocketGroups.PACKET
                        ? Pointers.struct(context, address, SocketGroups.PACKET, SocketGroups::packet)
                        : new Value.Address(address);
            case "bpf_filter", "tpacket_req" ->
                structure(context, address, how, length == Layouts.of(how).size());
            default ->
                structure(context, address, how, length >= Layouts.of(how).size());
        };
    }

    private static Value structure(DecodeContext context, long address, String name, boolean fits) {
        FieldLayout layout = Layouts.of(name);
        return fits ? Pointers.struct(context, address, layout.size(), layout) : new Value.Address(address);
    }

    private static Value number(DecodeContext context, long address, String how) {
        return Pointers.boxed(context, address, Integer.BYTES, (c, bytes, at) -> numberValue(bytes.getInt(at), how));
    }

    private static Value numberValue(int number, String how) {
        if (!how.equals("txrehash")) return new Value.Int(number, Base.DECIMAL);
        if (TXREHASH.has(number)) return TXREHASH.symbol(number);
        return new Value.Noted(new Value.Int(number, Base.DECIMAL), "SOCK_TXREHASH_???");
    }

    // --- getsockopt ---

    private static Value got(DecodeContext context) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(VALUE);
        if (address == 0 || context.failed()) return new Value.Address(address);
        @Nullable ByteBuffer after = context.read(context.register(LENGTH), Integer.BYTES);
        if (after == null || after.getInt(0) <= 0) return new Value.Address(address);
        int length = after.getInt(0);
        String how = option(context).get();
        return switch (how) {
            case "auto" ->
                length == Integer.BYTES ? number(context, address, how) : Strings.buffer(context, address, length);
            case "int_any" -> number(context, address, how);
            case "int", "txrehash" ->
                length < Integer.BYTES
                        ? Pointers.struct(
                                context, address, length, (c, bytes, at) -> HexText.of(bytes, at, length, false))
                        : number(context, address, how);
            case "ints" ->
                Pointers.array(
                        context,
                        address,
                        length / Integer.BYTES,
                        Integer.BYTES,
                        (c, bytes, at) -> numberValue(bytes.getInt(at), how));
            case "icmp_filter" -> icmp(context, address, length);
            case "address" -> new Value.Address(address);
            default -> partly(context, address, length, how);
        };
    }

    /** Returns a structure of 32-bit fields as far as the kernel wrote it; of a field, that may be a part. */
    private static Value partly(DecodeContext context, long address, int length, String how) {
        FieldLayout layout = Layouts.of(how);
        int written = Math.min(length, layout.size());
        @Nullable ByteBuffer bytes = context.read(address, written);
        if (bytes == null) return new Value.Unreadable(address);
        if (written == layout.size()) return layout.decode(context, bytes, 0);
        ByteBuffer padded = HexText.padded(bytes, written, layout.size());
        List<Value.Field> all = new ArrayList<>();
        layout.addTo(all, context, padded, 0, layout.size());
        int complete = written / Integer.BYTES;
        List<Value.Field> fields = new ArrayList<>(all.subList(0, complete));
        int rest = written % Integer.BYTES;
        if (rest > 0)
            fields.add(new Value.Field(
                    all.get(complete).name(), HexText.of(bytes, complete * Integer.BYTES, rest, false)));
        return new Value.Struct(fields, false);
    }

    /** Returns the types of ICMP messages that a raw socket does not want: a mask of 32 bits, what is not given counts as set. */
    private static Value icmp(DecodeContext context, long address, int length) {
        int size = Math.min(length, Integer.BYTES);
        return Pointers.struct(context, address, size, (c, bytes, at) -> SocketGroups.icmp(bytes, at, size));
    }
}
