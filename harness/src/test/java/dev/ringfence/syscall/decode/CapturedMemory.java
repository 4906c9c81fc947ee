package dev.ringfence.syscall.decode;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The memory of the program that the captures were made with: 64 KiB from 0x10000000 on, and nothing around it. */
final class CapturedMemory implements TraceeView {
    static final long START = 0x10000000L;
    static final int SIZE = 0x10000;

    private final byte[] bytes = new byte[SIZE];

    /** Stores what a capture says: {@code address=hex;address=hex}, or {@code -} for nothing. */
    CapturedMemory store(String text) {
        if (text.equals("-")) return this;
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf(';', from);
            if (end < 0) end = text.length();
            int equals = text.indexOf('=', from);
            int address = (int) (Long.parseLong(text, from, equals, 16) - START);
            byte[] stored = HexFormat.of().parseHex(text.substring(equals + 1, end));
            System.arraycopy(stored, 0, bytes, address, stored.length);
            from = end + 1;
        }
        return this;
    }

    @Override
    public int read(long address, byte[] target, int length) {
        if (address < START || address >= START + SIZE) return 0;
        int from = (int) (address - START);
        int read = Math.min(length, SIZE - from);
        System.arraycopy(Arrays.copyOfRange(bytes, from, from + read), 0, target, 0, read);
        return read;
    }

    @Override
    public @Nullable String descriptor(int fd) {
        return null;
    }

    @Override
    public @Nullable String currentDirectory() {
        return null;
    }
}
