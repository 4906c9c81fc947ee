package dev.ringfence.samples.benchmark;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** A seccomp filter of one instruction, which allows every call, for this thread and those that it will start. */
final class EmptyFilter {
    private static final int PR_SET_SECCOMP = 22;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SECCOMP_MODE_FILTER = 2;
    private static final short BPF_RET_K = 0x06;
    private static final int SECCOMP_RET_ALLOW = 0x7fff0000;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int PROGRAM_BYTES = 16;

    private EmptyFilter() {}

    /** The C library, as far as it is needed; public for the library that implements it. */
    public interface Libc {
        int prctl(int option, long a, long b, long c, long d);
    }

    static void install() {
        Runtime runtime = Runtime.getSystemRuntime();
        Pointer instruction = Memory.allocateDirect(runtime, INSTRUCTION_BYTES);
        instruction.putShort(0, BPF_RET_K);
        instruction.putShort(2, (short) 0);
        instruction.putInt(4, SECCOMP_RET_ALLOW);
        Pointer program = Memory.allocateDirect(runtime, PROGRAM_BYTES);
        program.putLong(0, 1); // unsigned short len, and padding
        program.putLong(8, instruction.address());
        Libc libc = LibraryLoader.create(Libc.class).load("c");
        check("PR_SET_NO_NEW_PRIVS", libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
        check("PR_SET_SECCOMP", libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program.address(), 0, 0));
    }

    private static void check(String what, int result) {
        if (result != 0) throw new IllegalStateException("prctl(" + what + ") returned " + result);
    }
}
