package dev.ringfence.program;

import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.WrittenDescriptor;
import java.io.IOException;

/** A log cannot be written. The message is that of the error number. */
final class LogException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int errno;

    LogException(Libc libc, int errno) {
        super(WrittenDescriptor.message(libc, errno));
        this.errno = errno;
    }

    /** Returns whether the log is a pipe whose readers are gone. */
    boolean isUnread() {
        return errno == WrittenDescriptor.EPIPE;
    }
}
