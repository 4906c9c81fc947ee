package dev.ringfence.ffi;

/** A descriptor that is written to: open(2), write(2), close(2). Not thread-safe. */
public final class WrittenDescriptor {
    public static final int EINTR = Ptrace.EINTR;
    public static final int EPIPE = 32;

    private static final int STANDARD_ERROR = 2;
    private static final int O_WRONLY = 01;
    private static final int O_CREAT = 0100;
    private static final int O_TRUNC = 01000;
    private static final int O_APPEND = 02000;
    private static final int O_CLOEXEC = 02000000;
    /** Of a new file, as far as the umask lets it. */
    private static final int READ_AND_WRITTEN_BY_ALL = 0666;

    private static final int BUFFER_SIZE = 16 << 10;

    private final Libc libc;
    private final int fd;
    private final Block buffer = new Block(BUFFER_SIZE);

    WrittenDescriptor(Libc libc, int fd) {
        this.libc = libc;
        this.fd = fd;
    }

    /** Returns standard error. */
    public static WrittenDescriptor standardError(Libc libc) {
        return new WrittenDescriptor(libc, STANDARD_ERROR);
    }

    /**
     * Opens a file, which is made if it is not there.
     *
     * @param path as the kernel knows it: bytes
     * @param append whether what is in it stays
     * @throws SyscallFailure when it cannot be opened
     */
    public static WrittenDescriptor open(Libc libc, byte[] path, boolean append) {
        Block name = Block.ofBytes(path);
        int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (append ? O_APPEND : O_TRUNC);
        try {
            int fd = libc.open(name.address(), flags, READ_AND_WRITTEN_BY_ALL);
            if (fd < 0) throw new SyscallFailure("open()", Ptrace.lastError());
            return new WrittenDescriptor(libc, fd);
        } finally {
            Block.keep(name);
        }
    }

    /** Returns how many of the bytes were written, or the negative errno. */
    public int write(byte[] bytes, int offset, int length) {
        int count = Math.min(length, BUFFER_SIZE);
        buffer.put(0, bytes, offset, count);
        int written = (int) libc.write(fd, buffer.address(), count);
        return written < 0 ? -Ptrace.lastError() : written;
    }

    /** Returns 0 or the errno. */
    public int close() {
        return libc.close(fd) == -1 ? Ptrace.lastError() : 0;
    }

    /** Returns what strerror(3) says of an error. */
    public static String message(Libc libc, int errno) {
        return libc.strerror(errno);
    }
}
