package dev.ringfence.channel;

import dev.ringfence.event.JavaStack;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a frame. A byte array, text, list or map has its length first; what may be null has a presence byte first. */
final class FrameOutput {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final DataOutputStream data = new DataOutputStream(bytes);

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    void writeByte(int value) throws IOException {
        data.writeByte(value);
    }

    void writeBoolean(boolean value) throws IOException {
        data.writeBoolean(value);
    }

    void writeInt(int value) throws IOException {
        data.writeInt(value);
    }

    void writeLong(long value) throws IOException {
        data.writeLong(value);
    }

    void writeBytes(byte[] value) throws IOException {
        data.writeInt(value.length);
        data.write(value);
    }

    void writeOptionalBytes(byte @Nullable [] value) throws IOException {
        data.writeBoolean(value != null);
        if (value != null) {
            writeBytes(value);
        }
    }

    /** Writes UTF-8. An unpaired surrogate becomes a question mark. */
    void writeText(String value) throws IOException {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void writeOptionalText(@Nullable String value) throws IOException {
        data.writeBoolean(value != null);
        if (value != null) {
            writeText(value);
        }
    }

    void writeTexts(Collection<String> values) throws IOException {
        data.writeInt(values.size());
        for (String value : values) {
            writeText(value);
        }
    }

    void writeTextMap(Map<String, String> values) throws IOException {
        data.writeInt(values.size());
        for (Map.Entry<String, String> entry : values.entrySet()) {
            writeText(entry.getKey());
            writeText(entry.getValue());
        }
    }

    void writeInts(Collection<Integer> values) throws IOException {
        data.writeInt(values.size());
        for (Integer value : values) {
            data.writeInt(value);
        }
    }

    void writeOptionalEnum(@Nullable Enum<?> value) throws IOException {
        data.writeBoolean(value != null);
        if (value != null) {
            writeEnum(value);
        }
    }

    @SuppressWarnings("EnumOrdinal") // Both ends of a channel are of the same jar.
    void writeEnum(Enum<?> value) throws IOException {
        data.writeByte(value.ordinal());
    }

    void writeStack(JavaStack stack) throws IOException {
        data.writeBoolean(stack instanceof JavaStack.Taken);
        if (stack instanceof JavaStack.Taken taken) {
            writeTaken(taken);
        } else if (stack instanceof JavaStack.Absent absent) {
            writeText(absent.reason());
        }
    }

    private void writeTaken(JavaStack.Taken taken) throws IOException {
        data.writeLong(taken.threadId());
        writeText(taken.threadName());
        data.writeBoolean(taken.virtual());
        data.writeInt(taken.frames().size());
        for (StackTraceElement frame : taken.frames()) {
            writeStackFrame(frame);
        }
    }

    private void writeStackFrame(StackTraceElement frame) throws IOException {
        writeOptionalText(frame.getClassLoaderName());
        writeOptionalText(frame.getModuleName());
        writeOptionalText(frame.getModuleVersion());
        writeText(frame.getClassName());
        writeText(frame.getMethodName());
        writeOptionalText(frame.getFileName());
        data.writeInt(frame.getLineNumber());
    }
}
