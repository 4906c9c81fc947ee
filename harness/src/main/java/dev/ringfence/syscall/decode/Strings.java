package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strings and buffers of the tracee. */
final class Strings {
    /** Longest path that the kernel takes, with its final zero. */
    static final int PATH_MAX = 4096;

    private static final int FIRST_TRY = 256;
    /** The largest array that a JVM is sure to make, and longer than any string that the kernel takes. */
    private static final int LONGEST = Integer.MAX_VALUE - 16;

    private Strings() {}

    /** Returns a path, which ends with a zero and is never cut to the string limit. */
    static Value path(DecodeContext context, long address) {
        return terminated(context, address, PATH_MAX - 1);
    }

    /** Returns a string that ends with a zero, cut to the string limit. */
    static Value string(DecodeContext context, long address) {
        return terminated(context, address, context.options().stringLimit());
    }

    /** Returns a string that ends with a zero; what is longer than the limit is cut. */
    static Value terminated(DecodeContext context, long address, int limit) {
        if (address == 0) return new Value.Address(0);
        int most = Math.min(limit, LONGEST) + 1;
        byte[] bytes = new byte[Math.min(most, FIRST_TRY)];
        int read = context.view().read(address, bytes, bytes.length);
        int end = zero(bytes, 0, read);
        // What it may be long at most says nothing of how long it is.
        while (end < 0 && read == bytes.length && read < most) {
            byte[] more = new byte[Math.min(read, most - read)];
            int added = context.view().read(address + read, more, more.length);
            bytes = Arrays.copyOf(bytes, read + more.length);
            System.arraycopy(more, 0, bytes, read, added);
            end = zero(bytes, read, read + added);
            read += added;
        }
        if (end < 0 && read < most) return new Value.Unreadable(address);
        int length = end < 0 ? most - 1 : end;
        return new Value.Text(new String(bytes, 0, length, StandardCharsets.ISO_8859_1), end < 0);
    }

    private static int zero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) return i;
        }
        return -1;
    }

    /**
     * Returns a buffer of a known length, cut to the string limit.
     *
     * @param length without a sign, as {@code size_t} has none
     */
    static Value buffer(DecodeContext context, long address, long length) {
        if (address == 0) return new Value.Address(0);
        int limit = context.options().stringLimit();
        boolean cut = Long.compareUnsigned(length, limit) > 0;
        int shown = cut ? Math.min(limit, LONGEST) : (int) length;
        // strace reads one byte more than it shows, and shows the address when it cannot.
        int wanted = cut ? shown + 1 : shown;
        byte[] bytes = new byte[wanted];
        if (wanted > 0 && context.view().read(address, bytes, wanted) != wanted) return new Value.Unreadable(address);
        return new Value.Text(new String(bytes, 0, shown, StandardCharsets.ISO_8859_1), cut);
    }
}
