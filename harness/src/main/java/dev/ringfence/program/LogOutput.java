package dev.ringfence.program;

import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.NativePipe;
import dev.ringfence.ffi.SyscallFailure;
import dev.ringfence.ffi.WrittenDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import org.apiguardian.api.API;

/**
 * What a log is written to. It knows why it cannot be: a stream of the JDK says so in words alone, and opens no file whose
 * name the encoding of the locale has not.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LogOutput extends OutputStream {
    private final Libc libc;
    private final WrittenDescriptor descriptor;
    private final boolean standard;
    private volatile boolean hurried;
    private boolean closed;

    private LogOutput(Libc libc, WrittenDescriptor descriptor, boolean standard) {
        this.libc = libc;
        this.descriptor = descriptor;
        this.standard = standard;
    }

    /** Returns standard error, which is not closed with the stream: others write there, too. */
    public static LogOutput standardError() {
        Libc libc = Libc.load();
        return new LogOutput(libc, WrittenDescriptor.standardError(libc), true);
    }

    /**
     * Opens a file.
     *
     * @param name as it was given in an argument of ours
     * @param append whether what is in it stays
     */
    public static LogOutput file(String name, boolean append) throws IOException {
        Libc libc = Libc.load();
        try {
            return new LogOutput(libc, WrittenDescriptor.open(libc, NativeText.bytes(name), append), false);
        } catch (SyscallFailure failure) {
            int errno = failure.errno().number();
            throw new IOException(name + " (" + WrittenDescriptor.message(libc, errno) + ")", failure);
        }
    }

    /** Returns the input of whoever was given the other end. */
    static LogOutput pipe(NativePipe pipe) {
        return new LogOutput(Libc.load(), pipe.takeWriteEnd(), false);
    }

    /** From now on a write that waits for a reader fails when this process gets a signal. May be called by any thread. */
    public void hurry() {
        hurried = true;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int written = descriptor.write(bytes, offset + done, length - done);
            if (written >= 0) {
                done += written;
            } else if (written != -WrittenDescriptor.EINTR || hurried) {
                throw new LogException(libc, -written);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (standard || closed) return;
        closed = true;
        int errno = descriptor.close();
        if (errno != 0) throw new LogException(libc, errno);
    }
}
