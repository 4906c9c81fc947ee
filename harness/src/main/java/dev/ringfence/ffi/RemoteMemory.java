package dev.ringfence.ffi;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Reads the memory of a tracee: process_vm_readv(2), and {@code /proc/PID/mem} where a security profile forbids that. Not
 * thread-safe.
 */
public final class RemoteMemory {
    private static final int PAGE = 4096;
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    private final Libc libc;
    private final Block buffer = new Block(PAGE);
    private final byte[] page = new byte[PAGE];
    private final Block local = new Block(16);
    private final Block remote = new Block(16);
    private boolean useFile;

    public RemoteMemory(Libc libc) {
        this.libc = libc;
    }

    /**
     * Reads up to {@code length} bytes, at most to the end of the page of {@code address}.
     *
     * @return how many were read; 0 when the address cannot be read or the tracee is gone
     */
    public int read(int tid, long address, byte[] target, int length) {
        int wanted = (int) Math.min(Math.min(length, target.length), PAGE - (address & (PAGE - 1)));
        if (!useFile) {
            local.putLong(0, buffer.address());
            local.putLong(8, wanted);
            remote.putLong(0, address);
            remote.putLong(8, wanted);
            long count = libc.process_vm_readv(tid, local.address(), 1, remote.address(), 1, 0);
            if (count > 0) {
                buffer.get(0, target, 0, (int) count);
                return (int) count;
            }
            int errno = Ptrace.lastError();
            if (errno != EPERM && errno != ENOSYS) {
                return 0;
            }
            useFile = true;
        }
        return readFile(tid, address, target, wanted);
    }

    /**
     * Reads memory, also across pages.
     *
     * @return how many bytes were read before the first that could not be
     */
    public int readAll(int tid, long address, byte[] target, int length) {
        int done = read(tid, address, target, length);
        while (done > 0 && done < length) {
            int count = read(tid, address + done, page, length - done);
            if (count == 0) {
                break;
            }
            System.arraycopy(page, 0, target, done, count);
            done += count;
        }
        return done;
    }

    private static int readFile(int tid, long address, byte[] target, int wanted) {
        if (address < 0) {
            return 0;
        }
        try (RandomAccessFile file = new RandomAccessFile("/proc/" + tid + "/mem", "r")) {
            file.seek(address);
            return Math.max(0, file.read(target, 0, wanted));
        } catch (IOException unreadable) {
            // The address is not mapped, or the tracee is gone: nothing was read, which is the answer.
            return 0;
        }
    }
}
