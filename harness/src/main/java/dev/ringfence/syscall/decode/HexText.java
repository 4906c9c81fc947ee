package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import java.nio.ByteBuffer;

/** Bytes of no known meaning, in quotation marks and all as hexadecimal escapes: {@code "\x01\x02"}. */
final class HexText {
    private HexText() {}

    static Value of(ByteBuffer bytes, int at, int length, boolean cut) {
        StringBuilder out = new StringBuilder(4 * length + 5).append('"');
        for (int i = 0; i < length; i++) {
            int octet = bytes.get(at + i) & 0xff;
            out.append("\\x").append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 15, 16));
        }
        return new Value.Word(out.append(cut ? "\"..." : "\"").toString());
    }

    /** Returns a copy of bytes with zeros after them, as the kernel takes a structure that is shorter than its own. */
    static ByteBuffer padded(ByteBuffer bytes, int length, int size) {
        byte[] copy = new byte[Math.max(length, size)];
        bytes.get(0, copy, 0, length);
        return DecodeContext.wrap(copy);
    }

    /** Returns bytes cut to the string limit. */
    static Value limited(DecodeContext context, ByteBuffer bytes, int at, int length) {
        int shown = Math.min(length, context.options().stringLimit());
        return of(bytes, at, shown, shown < length);
    }
}
