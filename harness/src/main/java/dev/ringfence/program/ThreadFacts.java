package dev.ringfence.program;

import dev.ringfence.ffi.DescriptorLinks;
import dev.ringfence.ffi.RemoteMemory;
import dev.ringfence.syscall.expression.PathText;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code /proc} says of threads: their names, and the programs that they execute. */
final class ThreadFacts {
    /** TASK_COMM_LEN, with a line feed. */
    private static final int NAME_MAX = 17;
    /** PATH_MAX of linux/limits.h. */
    private static final int PATH_MAX = 4096;
    /** linux/auxvec.h: address of the name by which the program was executed. */
    private static final long AT_EXECFN = 31;

    private final DescriptorLinks links;
    private final RemoteMemory memory;
    private final byte[] name = new byte[NAME_MAX];
    private final byte[] path = new byte[PATH_MAX];

    ThreadFacts(DescriptorLinks links, RemoteMemory memory) {
        this.links = links;
        this.memory = memory;
    }

    /**
     * Returns the kernel's name of a thread, or null where it is gone. A thread, and every other of its process, may change
     * it at any time, so it is read each time; the file stays open, which makes that cheap.
     */
    @Nullable
    String name(Tracee tracee) {
        try {
            if (tracee.nameFile == null) tracee.nameFile = new RandomAccessFile("/proc/" + tracee.tid + "/comm", "r");
            tracee.nameFile.seek(0);
            int length = tracee.nameFile.read(name);
            return length < 1 ? null : new String(name, 0, length - 1, StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return null;
        }
    }

    /** Returns the program of a thread's process: its file, and behind it, where that differs, the name by which it was executed. */
    List<String> programs(Tracee tracee) {
        if (tracee.programs == null) tracee.programs = read(tracee.tid);
        return tracee.programs;
    }

    private List<String> read(int tid) {
        List<String> names = new ArrayList<>();
        String file = links.read("/proc/" + tid, "exe");
        if (file != null) names.add(PathText.undeleted(file));
        String executed = executedName(tid);
        if (executed != null && !names.contains(executed)) names.add(executed);
        return names;
    }

    /** proc_pid_auxv(5): a key and a value, as long as a pointer is in that process, until key 0. */
    private @Nullable String executedName(int tid) {
        try {
            byte[] vector = Files.readAllBytes(Path.of("/proc/" + tid + "/auxv"));
            long address = executedNameAddress(ByteBuffer.wrap(vector).order(ByteOrder.nativeOrder()));
            if (address == 0) return null;
            int count = memory.readAll(tid, address, path, PATH_MAX);
            int end = 0;
            while (end < count && path[end] != 0) end++;
            return end == 0 ? null : new String(path, 0, end, StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return null;
        }
    }

    /** In a 32-bit process the first key and its value, which is the address of the vDSO, are read as one long. */
    private static long executedNameAddress(ByteBuffer vector) {
        boolean wide = vector.limit() >= Long.BYTES && vector.getLong(0) >>> 32 == 0;
        int width = wide ? Long.BYTES : Integer.BYTES;
        for (int at = 0; at + 2 * width <= vector.limit(); at += 2 * width) {
            if (word(vector, at, wide) == AT_EXECFN) return word(vector, at + width, wide);
        }
        return 0;
    }

    private static long word(ByteBuffer vector, int at, boolean wide) {
        return wide ? vector.getLong(at) : Integer.toUnsignedLong(vector.getInt(at));
    }
}
