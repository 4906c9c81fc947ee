package dev.ringfence.syscall.decode;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What a decoder may see of a stopped thread. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface TraceeView {

    /**
     * Reads memory, also across pages, in one bulk read where all of it is mapped.
     *
     * @return how many bytes were read before the first that could not be; 0 where none can
     */
    int read(long address, byte[] target, int length);

    /**
     * Returns what the descriptor of the thread's process refers to, as {@code /proc/PID/fd} links it, or null if it is not
     * open. Paths are bytes: each is one character, up to 255.
     */
    @Nullable
    String descriptor(int fd);

    /**
     * Returns what strace's {@code -yy} shows of a descriptor beside its path or instead of it, or null for nothing.
     *
     * @param link what {@link #descriptor} returns
     * @return in angle brackets what is added to the path, {@code <char 1:3>}; else what stands instead of it,
     *     {@code TCP:[127.0.0.1:80->127.0.0.1:4711]}, {@code pid:17}
     */
    default @Nullable String descriptorDetail(int fd, String link) {
        return null;
    }

    /** Returns how many bytes a long and a pointer have in the call that is decoded: 8, or 4 on i386. */
    default int wordSize() {
        return Long.BYTES;
    }

    /** Returns the stack pointer of the thread, or 0 where it is not known. */
    default long stackPointer() {
        return 0;
    }

    /** Returns the name of the network interface with this index, or null if there is none. */
    default @Nullable String interfaceName(int index) {
        return null;
    }

    /** Returns the protocol of a netlink socket ({@code NETLINK_ROUTE} is 0), or -1 if the descriptor is none. Of a netlink
     * socket that is not bound the kernel does not tell it: {@link Integer#MAX_VALUE}. */
    default int netlinkProtocol(int fd) {
        return -1;
    }

    /** Returns the current directory of the thread, or null if it cannot be read. */
    @Nullable
    String currentDirectory();
}
