package dev.ringfence.ffi;

import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.SyscallTable;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code /proc/PID/fd} by getdents64(2), and its links by readlinkat(2) beside the directory's descriptor: a table is
 * read twice for each test, while its thread waits, and may have thousands of entries. Not thread-safe.
 */
public final class DescriptorTable {
    private static final int O_DIRECTORY = 0200000;
    private static final int ENTRIES_SIZE = 32 << 10;
    private static final int LINK_SIZE = DescriptorLinks.LINK_MAX;
    /** {@code d_reclen} and {@code d_name} of struct linux_dirent64. */
    private static final int LENGTH_OFFSET = 16;

    private static final int NAME_OFFSET = 19;

    private final Libc libc;
    private final long getdents =
            SyscallTable.of(Abi.ofThisMachine()).number("getdents64").orElseThrow();
    private final OpenedPaths paths;
    private final Block entries = new Block(ENTRIES_SIZE);
    private final Block link = new Block(LINK_SIZE);
    private final byte[] bytes = new byte[LINK_SIZE];

    public DescriptorTable(Libc libc) {
        this.libc = libc;
        this.paths = new OpenedPaths(libc);
    }

    /**
     * Returns number and link of each descriptor, ascending, the link decoded as UTF-8. One that is closed meanwhile is left
     * out.
     *
     * @param directory such as {@code /proc/1/fd}
     * @return null where it cannot be listed
     */
    public @Nullable SortedMap<Integer, String> read(String directory) {
        return paths.whileOpen(directory, O_DIRECTORY, this::readAll);
    }

    private @Nullable SortedMap<Integer, String> readAll(int directory) {
        SortedMap<Integer, String> links = new TreeMap<>();
        while (true) {
            int length = (int) libc.syscall(getdents, directory, entries.address(), ENTRIES_SIZE);
            if (length < 0) {
                return null;
            }
            if (length == 0) {
                return links;
            }
            for (int entry = 0; entry < length; entry += Short.toUnsignedInt(entries.getShort(entry + LENGTH_OFFSET))) {
                add(directory, entry + NAME_OFFSET, links);
            }
        }
    }

    private void add(int directory, int name, SortedMap<Integer, String> links) {
        int number = number(name);
        int length =
                number < 0 ? -1 : (int) libc.readlinkat(directory, entries.address() + name, link.address(), LINK_SIZE);
        // Without a link it was closed after it was listed.
        if (length >= 0) {
            link.get(0, bytes, 0, length);
            links.put(number, new String(bytes, 0, length, StandardCharsets.UTF_8));
        }
    }

    /** Returns the number that a name is; -1 for the directory itself and its parent. */
    private int number(int name) {
        int number = 0;
        for (int at = name; entries.getByte(at) != 0; at++) {
            int digit = entries.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
