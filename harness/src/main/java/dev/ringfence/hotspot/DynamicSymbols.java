package dev.ringfence.hotspot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Addresses of what a shared library exports, from the sections {@code .dynsym} and {@code .dynstr}: elf(5), 64 bit and
 * little-endian.
 *
 * <pre>
 * Elf64_Ehdr: e_ident 0, e_shoff 40 (8), e_shentsize 58 (2), e_shnum 60 (2)
 * Elf64_Shdr: sh_type 4 (4), sh_offset 24 (8), sh_size 32 (8), sh_link 40 (4)
 * Elf64_Sym:  st_name 0 (4), st_value 8 (8); 24 bytes
 * </pre>
 */
final class DynamicSymbols {
    private static final int MAGIC = 0x464c457f;
    private static final int CLASS_64_LITTLE = 0x0102;
    private static final int HEADER = 64;
    private static final int SECTIONS_OFFSET = 40;
    private static final int SECTION_SIZE = 58;
    private static final int SECTION_COUNT = 60;
    private static final int TYPE = 4;
    private static final int OFFSET = 24;
    private static final int SIZE = 32;
    private static final int LINK = 40;
    private static final int SHT_DYNSYM = 11;
    private static final int SYMBOL = 24;
    private static final int VALUE = 8;

    private DynamicSymbols() {}

    /**
     * Returns the address of each exported name in a library that is loaded at 0.
     *
     * @throws IOException when it cannot be read, or is no such library
     */
    static Map<String, Long> read(Path library) throws IOException {
        try (FileChannel file = FileChannel.open(library)) {
            ByteBuffer header = read(file, 0, HEADER);
            if (header.getInt(0) != MAGIC || header.getShort(4) != CLASS_64_LITTLE)
                throw new IOException(library + " is no library for 64 bit");
            int size = header.getShort(SECTION_SIZE) & 0xffff;
            int count = header.getShort(SECTION_COUNT) & 0xffff;
            ByteBuffer sections = read(file, header.getLong(SECTIONS_OFFSET), (long) size * count);
            for (int i = 0; i < count; i++) {
                if (sections.getInt(i * size + TYPE) == SHT_DYNSYM) {
                    int names = sections.getInt(i * size + LINK) * size;
                    return symbols(section(file, sections, i * size), section(file, sections, names));
                }
            }
            throw new IOException(library + " exports nothing");
        } catch (IndexOutOfBoundsException e) {
            throw new IOException(library + " is cut off", e);
        }
    }

    private static ByteBuffer section(FileChannel file, ByteBuffer sections, int at) throws IOException {
        return read(file, sections.getLong(at + OFFSET), sections.getLong(at + SIZE));
    }

    private static ByteBuffer read(FileChannel file, long offset, long size) throws IOException {
        if (offset < 0 || size < 0 || offset > file.size() || size > file.size() - offset)
            throw new IOException("a section lies behind the end of the file");
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) < 0) throw new IOException("the file has become shorter");
        }
        return bytes;
    }

    private static Map<String, Long> symbols(ByteBuffer symbols, ByteBuffer names) {
        Map<String, Long> addresses = new HashMap<>();
        for (int at = 0; at + SYMBOL <= symbols.limit(); at += SYMBOL) {
            int start = symbols.getInt(at);
            int end = start;
            while (names.get(end) != 0) end++;
            byte[] name = new byte[end - start];
            names.get(start, name);
            addresses.put(new String(name, StandardCharsets.US_ASCII), symbols.getLong(at + VALUE));
        }
        return addresses;
    }
}
