package dev.ringfence.hotspot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Where HotSpot keeps what: it exports a table of fields for its serviceability agent (vmStructs.hpp), whose entries are:
 *
 * <pre>
 * const char* typeName;   //  0
 * const char* fieldName;  //  8
 * const char* typeString; // 16
 * int32_t     isStatic;   // 24
 * uint64_t    offset;     // 32: of a field of an object
 * void*       address;    // 40: of a static field
 * </pre>
 *
 * The last one has no name.
 *
 * @param places offset or address, by type and field
 */
record VmStructs(Map<String, Long> places) {
    /** The exported pointer to the table, and the exported size of an entry. */
    static final String TABLE = "gHotSpotVMStructs";

    static final String ENTRY_SIZE = "gHotSpotVMStructEntryArrayStride";

    private static final int FIELD_NAME = 8;
    private static final int IS_STATIC = 24;
    private static final int OFFSET = 32;
    private static final int ADDRESS = 40;
    private static final int SIZE = 48;
    private static final int MOST_ENTRIES = 100_000;
    private static final int LONGEST_NAME = 256;

    VmStructs {
        places = Map.copyOf(places);
    }

    /**
     * Reads the table.
     *
     * @param base where the library is loaded
     * @param symbols addresses of what it exports, without the base
     * @throws IOException when it cannot be read, or is of another form
     */
    static VmStructs read(Memory memory, long base, Map<String, Long> symbols) throws IOException {
        if (number(memory, base, symbols.get(ENTRY_SIZE)) != SIZE)
            throw new IOException("the virtual machine's table has another form");
        long table = number(memory, base, symbols.get(TABLE));
        Map<Long, String> names = new HashMap<>();
        Map<String, Long> places = new HashMap<>();
        byte[] bytes = new byte[SIZE];
        ByteBuffer entry = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        for (int i = 0; i < MOST_ENTRIES; i++) {
            check(memory.read(table + (long) i * SIZE, bytes));
            if (entry.getLong(0) == 0) return new VmStructs(places);
            String name = name(memory, names, entry.getLong(0)) + "::" + name(memory, names, entry.getLong(FIELD_NAME));
            places.put(name, entry.getLong(entry.getInt(IS_STATIC) == 0 ? OFFSET : ADDRESS));
        }
        throw new IOException("the virtual machine's table has no end");
    }

    private static long number(Memory memory, long base, @org.jspecify.annotations.Nullable Long symbol)
            throws IOException {
        byte[] bytes = new byte[Long.BYTES];
        check(symbol != null && memory.read(base + symbol, bytes));
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
    }

    private static void check(boolean read) throws IOException {
        if (!read) throw new IOException("the virtual machine's table could not be read");
    }

    private static String name(Memory memory, Map<Long, String> names, long address) throws IOException {
        String known = names.get(address);
        if (known != null) return known;
        StringBuilder name = new StringBuilder();
        byte[] bytes = new byte[Long.BYTES];
        // In aligned pieces, none of which can reach into another page.
        long at = address & -Long.BYTES;
        int skip = (int) (address - at);
        for (; name.length() < LONGEST_NAME; at += Long.BYTES, skip = 0) {
            check(memory.read(at, bytes));
            String piece = new String(bytes, skip, Long.BYTES - skip, StandardCharsets.US_ASCII);
            int end = piece.indexOf(0);
            name.append(piece, 0, end < 0 ? piece.length() : end);
            if (end >= 0) break;
        }
        names.put(address, name.toString());
        return name.toString();
    }

    /**
     * Returns the offset of a field of an object, or the address of a static one.
     *
     * @throws IOException when this virtual machine has none of this name
     */
    long place(String name) throws IOException {
        Long place = places.get(name);
        if (place == null) throw new IOException("the virtual machine has no " + name);
        return place;
    }

    boolean has(String name) {
        return places.containsKey(name);
    }
}
