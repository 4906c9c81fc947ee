package dev.ringfence.channel;

import dev.ringfence.event.JavaStack;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a frame, the counterpart of {@link FrameOutput}. Never trusts a length beyond the bytes that are there. */
final class FrameInput {
    private final ByteArrayInputStream bytes;
    private final DataInputStream data;

    FrameInput(byte[] frame) {
        this.bytes = new ByteArrayInputStream(frame);
        this.data = new DataInputStream(bytes);
    }

    int remaining() {
        return bytes.available();
    }

    int readByte() throws IOException {
        return data.readUnsignedByte();
    }

    boolean readBoolean() throws IOException {
        int value = data.readUnsignedByte();
        if (value > 1) {
            throw new ChannelException("expected a boolean (0 or 1) but found " + value);
        }
        return value == 1;
    }

    int readInt() throws IOException {
        return data.readInt();
    }

    long readLong() throws IOException {
        return data.readLong();
    }

    byte[] readBytes() throws IOException {
        byte[] value = new byte[readCount("byte array", 1)];
        data.readFully(value);
        return value;
    }

    byte @Nullable [] readOptionalBytes() throws IOException {
        return readBoolean() ? readBytes() : null;
    }

    String readText() throws IOException {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    @Nullable
    String readOptionalText() throws IOException {
        return readBoolean() ? readText() : null;
    }

    List<String> readTexts() throws IOException {
        int count = readCount("list of texts", Integer.BYTES);
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(readText());
        }
        return values;
    }

    /** Reads a map that keeps the order in which it was written. */
    Map<String, String> readTextMap() throws IOException {
        int count = readCount("map of texts", 2 * Integer.BYTES);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            values.put(readText(), readText());
        }
        return values;
    }

    List<Integer> readInts() throws IOException {
        int count = readCount("list of numbers", Integer.BYTES);
        List<Integer> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(data.readInt());
        }
        return values;
    }

    <E extends Enum<E>> E readEnum(Class<E> type) throws IOException {
        E[] constants = type.getEnumConstants();
        int ordinal = data.readUnsignedByte();
        if (ordinal >= constants.length) {
            throw new ChannelException("expected a " + type.getSimpleName() + " (0 to " + (constants.length - 1)
                    + ") but found " + ordinal);
        }
        return constants[ordinal];
    }

    <E extends Enum<E>> @Nullable E readOptionalEnum(Class<E> type) throws IOException {
        return readBoolean() ? readEnum(type) : null;
    }

    JavaStack readStack() throws IOException {
        if (!readBoolean()) {
            return new JavaStack.Absent(readText());
        }
        long threadId = data.readLong();
        String threadName = readText();
        boolean virtual = readBoolean();
        int count = readCount("stack", Integer.BYTES);
        List<StackTraceElement> frames = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            frames.add(readStackFrame());
        }
        return new JavaStack.Taken(threadId, threadName, virtual, frames);
    }

    private StackTraceElement readStackFrame() throws IOException {
        String classLoaderName = readOptionalText();
        String moduleName = readOptionalText();
        String moduleVersion = readOptionalText();
        return new StackTraceElement(
                classLoaderName, moduleName, moduleVersion, readText(), readText(), readOptionalText(), readInt());
    }

    private int readCount(String what, int leastBytesEach) throws IOException {
        int count = data.readInt();
        if (count < 0 || (long) count * leastBytesEach > remaining()) {
            throw new ChannelException(
                    "expected a " + what + " in the " + remaining() + " bytes left but found a length of " + count);
        }
        return count;
    }
}
