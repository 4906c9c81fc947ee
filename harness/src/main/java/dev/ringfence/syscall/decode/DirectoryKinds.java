package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code getdents} and {@code getdents64} fill in. An entry begins with {@code d_ino} and {@code d_off}, 8 bytes each, and
 * {@code d_reclen}, 2 bytes. Then {@code getdents64} has a type and the name; {@code getdents} has the name, and the type is
 * the last byte of the record.
 */
final class DirectoryKinds {
    private static final Vocabulary TYPES = Vocabulary.of("dirtypes");
    private static final int HEADER = 18;
    /** What is decoded at most; programs ask for 32 KiB. */
    private static final int LARGEST = 1 << 20;

    private DirectoryKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("dirents", (context, index) -> entries(context, index, false));
        kinds.add("dirents64", (context, index) -> entries(context, index, true));
    }

    private static Value entries(DecodeContext context, int index, boolean typeFirst) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        long length = context.result();
        if (length < 0 || length > LARGEST) return new Value.Address(address);
        boolean all = !context.options().abbreviate();
        if (length == 0) return all ? new Value.Sequence(List.of(), false) : counted(address, 0);
        ByteBuffer bytes = context.read(address, (int) length);
        if (bytes == null) return new Value.Unreadable(address);
        return all ? shown(bytes, typeFirst) : counted(address, count(bytes));
    }

    private static Value counted(long address, int count) {
        return new Value.Noted(new Value.Address(address), count + " entries");
    }

    private static int count(ByteBuffer bytes) {
        int count = 0;
        for (int at = 0; at >= 0 && at < bytes.limit(); at = next(bytes, at)) count++;
        return count;
    }

    private static Value shown(ByteBuffer bytes, boolean typeFirst) {
        List<Value> entries = new ArrayList<>();
        for (int at = 0; at >= 0 && at < bytes.limit(); at = next(bytes, at)) {
            Value entry = entry(bytes, at, typeFirst);
            if (entry == null) break;
            entries.add(entry);
        }
        return new Value.Sequence(entries, false);
    }

    /** Returns where the next entry begins, or -1 where this one is broken. */
    private static int next(ByteBuffer bytes, int at) {
        if (at + HEADER > bytes.limit()) return -1;
        int length = bytes.getShort(at + 16) & 0xffff;
        return length <= HEADER ? -1 : at + length;
    }

    private static @Nullable Value entry(ByteBuffer bytes, int at, boolean typeFirst) {
        int end = next(bytes, at);
        if (end < 0 || end > bytes.limit()) return null;
        StructBuilder entry =
                new StructBuilder(bytes, at).u64("d_ino", 0).u64("d_off", 8).u16("d_reclen", 16);
        if (typeFirst) {
            Value type = TYPES.symbol(entry.uint8(HEADER));
            return entry.add("d_type", type)
                    .add("d_name", name(bytes, at + HEADER + 1, end))
                    .build();
        }
        Value type = TYPES.symbol(bytes.get(end - 1) & 0xff);
        return entry.add("d_name", name(bytes, at + HEADER, end - 1))
                .add("d_type", type)
                .build();
    }

    private static Value name(ByteBuffer bytes, int from, int to) {
        int end = from;
        while (end < to && bytes.get(end) != 0) end++;
        byte[] name = new byte[end - from];
        bytes.get(from, name);
        return new Value.Text(new String(name, StandardCharsets.ISO_8859_1), false);
    }

    /** Returns a number that a pointer points to: {@code [27]}. */
    static Layout boxedInt() {
        return Pointers.boxed((context, bytes, offset) -> new Value.Int(bytes.getInt(offset), Base.DECIMAL));
    }
}
