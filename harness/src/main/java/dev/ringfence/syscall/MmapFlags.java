package dev.ringfence.syscall;

import org.apiguardian.api.API;

/** The flags of mmap(2) that tell whether it shares memory with a file (uapi/asm-generic/mman-common.h, uapi/linux/mman.h). */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MmapFlags {
    /** Set in MAP_SHARED and in MAP_SHARED_VALIDATE. */
    public static final int SHARED = 0x01;

    public static final int FIXED = 0x10;
    public static final int ANONYMOUS = 0x20;

    private MmapFlags() {}

    /** Returns whether what is written to such a mapping goes to a file. */
    public static boolean sharesFile(long flags) {
        return (flags & (SHARED | ANONYMOUS)) == SHARED;
    }

    /**
     * Returns whether it shares a file at an address that the kernel chooses. The virtual machine shares no file after its
     * start but at addresses of its own choice: a collector its heap with itself.
     */
    public static boolean sharesFileAnywhere(long flags) {
        return sharesFile(flags) && (flags & FIXED) == 0;
    }
}
