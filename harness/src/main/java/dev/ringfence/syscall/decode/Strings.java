package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import java.nio.charset.StandardCharsets;

/** Strings and buffers of the tracee. */
final class Strings {
    /** Longest path that the kernel takes, with its final zero. */
    static final int PATH_MAX = 4096;

    private static final int FIRST_TRY = 256;

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
        int most = limit + 1;
        int wanted = Math.min(most, FIRST_TRY);
        byte[] bytes = new byte[wanted];
        int read = context.view().read(address, bytes, wanted);
        int end = zero(bytes, 0, read);
        if (end < 0 && read == wanted && wanted < most) {
            byte[] all = new byte[most];
            System.arraycopy(bytes, 0, all, 0, wanted);
            byte[] more = new byte[most - wanted];
            int added = context.view().read(address + wanted, more, more.length);
            System.arraycopy(more, 0, all, wanted, added);
            end = zero(all, wanted, wanted + added);
            bytes = all;
            read = wanted + added;
        }
        if (end < 0 && read < most) return new Value.Unreadable(address);
        int length = end < 0 ? limit : end;
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
        int shown = cut ? limit : (int) length;
        byte[] bytes = new byte[shown];
        if (shown > 0 && context.view().read(address, bytes, shown) != shown) return new Value.Unreadable(address);
        return new Value.Text(new String(bytes, StandardCharsets.ISO_8859_1), cut);
    }
}
