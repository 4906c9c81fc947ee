package dev.ringfence.hotspot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What HotSpot tells of itself in a file that it has mapped (perfMemory.hpp, version 2). The file begins with:
 *
 * <pre>
 * jint  magic;          //  0: 0xcafec0c0, big-endian in any case
 * jbyte byte_order;     //  4: 0 big-endian, 1 little-endian
 * jbyte major_version;  //  5
 * jbyte minor_version;  //  6
 * jbyte accessible;     //  7: 1 once the virtual machine has started
 * jint  used, overflow; //  8
 * jlong mod_time_stamp; // 16
 * jint  entry_offset;   // 24
 * jint  num_entries;    // 28
 * </pre>
 *
 * and goes on with entries:
 *
 * <pre>
 * jint  entry_length;   //  0
 * jint  name_offset;    //  4: from the beginning of the entry
 * jint  vector_length;  //  8: 0 for a scalar
 * jbyte data_type;      // 12: as in a signature: B byte, J long
 * jbyte flags, data_units, data_variability;
 * jint  data_offset;    // 16
 * </pre>
 *
 * @param accessible whether the virtual machine has started
 * @param texts entries that are texts, by name
 */
record PerformanceData(boolean accessible, Map<String, String> texts) {
    private static final int MAGIC = 0xcafec0c0;
    private static final int VERSION = 2;
    private static final int BYTE_ORDER = 4;
    private static final int ACCESSIBLE = 7;
    private static final int ENTRY_OFFSET = 24;
    private static final int ENTRIES = 28;
    private static final int NAME_OFFSET = 4;
    private static final int VECTOR_LENGTH = 8;
    private static final int DATA_TYPE = 12;
    private static final int DATA_OFFSET = 16;

    PerformanceData {
        texts = Map.copyOf(texts);
    }

    static PerformanceData read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    /**
     * Reads the bytes of the file.
     *
     * @throws IOException when they are of another form
     */
    static PerformanceData parse(byte[] bytes) throws IOException {
        ByteBuffer data = ByteBuffer.wrap(bytes);
        try {
            if (data.getInt(0) != MAGIC || data.get(BYTE_ORDER + 1) != VERSION)
                throw new IOException("performance data of another version");
            data.order(data.get(BYTE_ORDER) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            boolean accessible = data.get(ACCESSIBLE) != 0;
            return new PerformanceData(accessible, accessible ? texts(data) : Map.of());
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("performance data that is cut off", e);
        }
    }

    private static Map<String, String> texts(ByteBuffer data) throws IOException {
        Map<String, String> texts = new HashMap<>();
        int entry = data.getInt(ENTRY_OFFSET);
        for (int left = data.getInt(ENTRIES); left > 0; left--) {
            int length = data.getInt(entry + VECTOR_LENGTH);
            if (length > 0 && data.get(entry + DATA_TYPE) == 'B') {
                int name = entry + data.getInt(entry + NAME_OFFSET);
                int text = entry + data.getInt(entry + DATA_OFFSET);
                texts.put(string(data, name, entry + data.getInt(entry)), string(data, text, text + length));
            }
            if (data.getInt(entry) <= 0) throw new IOException("performance data with an entry without length");
            entry += data.getInt(entry);
        }
        return texts;
    }

    /** Returns the string that ends with a zero, at the latest at the limit. */
    private static String string(ByteBuffer data, int start, int limit) {
        int end = start;
        while (end < limit && data.get(end) != 0) end++;
        byte[] bytes = new byte[end - start];
        data.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Returns whether it can be attached to, by the capabilities of which the first is that: runtimeService.cpp. Empty where it
     * does not say.
     */
    Optional<Boolean> canBeAttachedTo() {
        return Optional.ofNullable(texts.get("sun.rt.jvmCapabilities"))
                .filter(text -> !text.isEmpty())
                .map(text -> text.charAt(0) == '1');
    }
}
