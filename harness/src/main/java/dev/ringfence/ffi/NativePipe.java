package dev.ringfence.ffi;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A pipe(7) between this process and a child: one end goes there, the other is read or written here. */
public final class NativePipe implements Closeable {
    private static final int O_CLOEXEC = 0x80000;
    private static final short POLLIN = 1;

    private final Libc libc;
    private final int readEnd;
    private int writeEnd;

    public NativePipe(Libc libc) {
        this.libc = libc;
        Block fds = new Block(8);
        if (libc.pipe2(fds.address(), O_CLOEXEC) == -1) {
            throw new SyscallFailure("pipe2(O_CLOEXEC)", Ptrace.lastError());
        }
        readEnd = fds.getInt(0);
        writeEnd = fds.getInt(4);
    }

    /** Returns the descriptor that a child writes to. */
    public int writeEnd() {
        return writeEnd;
    }

    /** Closes our copy of the write end, so that the pipe ends when the last child has closed its own. */
    public void closeWriteEnd() {
        if (writeEnd >= 0) {
            libc.close(writeEnd);
            writeEnd = -1;
        }
    }

    /** Opens the read end as a stream of its own, which the caller closes. */
    public InputStream open() throws IOException {
        return new FileInputStream(readEnd());
    }

    /** Returns a name by which the read end can be opened, too, to be a child's. */
    public File readEnd() {
        return new File("/proc/self/fd/" + readEnd);
    }

    /** Gives the write end away, and closes the read end, so that a write fails when the last child has closed its own. */
    public WrittenDescriptor takeWriteEnd() {
        WrittenDescriptor taken = new WrittenDescriptor(libc, writeEnd);
        writeEnd = -1;
        close();
        return taken;
    }

    /** Waits until the pipe can be read or has ended, at most so long. Returns whether it can or has. */
    public boolean await(int timeoutMillis) {
        Block pollFd = new Block(8);
        pollFd.putInt(0, readEnd);
        pollFd.putShort(4, POLLIN);
        int ready = libc.poll(pollFd.address(), 1, timeoutMillis);
        Block.keep(pollFd);
        return ready > 0;
    }

    @Override
    public void close() {
        closeWriteEnd();
        libc.close(readEnd);
    }
}
