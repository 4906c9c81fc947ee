package dev.ringfence.trace;

import dev.ringfence.ffi.RemoteMemory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads structures and strings of a stopped tracee. What cannot be read is null or empty, never an exception. */
final class TraceeMemory {
    /** PATH_MAX of linux/limits.h. */
    private static final int MAX_STRING = 4096;

    private static final int MAX_ARGUMENTS = 32;
    private static final int MAX_ARGUMENT_LENGTH = 256;

    private final RemoteMemory memory;
    private final byte[] chunk = new byte[MAX_STRING];

    TraceeMemory(RemoteMemory memory) {
        this.memory = memory;
    }

    /** Reads a NUL-terminated string of at most so many bytes; a longer one is cut and ends with an ellipsis. */
    @Nullable
    String string(int tid, long address, int limit) {
        if (address == 0) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long position = address;
        while (bytes.size() < limit) {
            int count = memory.read(tid, position, chunk, Math.min(256, limit - bytes.size()));
            if (count == 0) {
                return null;
            }
            int end = indexOfNul(count);
            bytes.write(chunk, 0, end < 0 ? count : end);
            if (end >= 0) {
                return bytes.toString(StandardCharsets.UTF_8);
            }
            position += count;
        }
        return bytes.toString(StandardCharsets.UTF_8) + "…";
    }

    @Nullable
    String path(int tid, long address) {
        return string(tid, address, MAX_STRING);
    }

    private int indexOfNul(int count) {
        for (int i = 0; i < count; i++) {
            if (chunk[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Reads so many bytes, also across pages, in the byte order of x86_64; null when not all can be read. */
    @Nullable
    ByteBuffer bytes(int tid, long address, int length) {
        byte[] all = new byte[length];
        return memory.readAll(tid, address, all, length) == length
                ? ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN)
                : null;
    }

    /** Reads an argument vector: an array of string pointers that ends with a null pointer. */
    List<String> strings(int tid, long address) {
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < MAX_ARGUMENTS; i++) {
            ByteBuffer pointer = bytes(tid, address + 8L * i, 8);
            if (pointer == null || pointer.getLong(0) == 0) {
                break;
            }
            String text = string(tid, pointer.getLong(0), MAX_ARGUMENT_LENGTH);
            if (text == null) {
                break;
            }
            strings.add(text);
        }
        return strings;
    }
}
