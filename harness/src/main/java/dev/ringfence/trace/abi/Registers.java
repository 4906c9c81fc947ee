package dev.ringfence.trace.abi;

import dev.ringfence.ffi.Ptrace;
import dev.ringfence.syscall.Abi;

/** The registers of a stopped thread, as the call convention of its architecture uses them: syscall(2). */
public sealed interface Registers permits X86Registers, Aarch64Registers {

    /**
     * Makes a set of registers for threads of this machine.
     *
     * @throws IllegalStateException if its architecture is not known
     */
    static Registers ofThisMachine() {
        return of(Abi.ofThisMachine());
    }

    /** Makes a set of registers for threads of an architecture; i386 and x32 are modes of x86_64. */
    static Registers of(Abi abi) {
        return abi == Abi.AARCH64 ? new Aarch64Registers() : new X86Registers();
    }

    /** Reads the registers of a stopped tracee; returns 0 or the errno. */
    int read(Ptrace ptrace, int tid);

    /** Writes the registers of a stopped tracee; returns 0 or the errno. */
    int write(Ptrace ptrace, int tid);

    /** Returns the number of the call the thread is in, or was in last; -1 for none where the architecture tells. */
    long callNumber();

    /** Returns an argument of the call the thread is in; where result and first argument share a register, before its exit. */
    long argument(int index);

    /** Returns the result register, a negative errno for a failed call. */
    long result();

    long stackPointer();

    /** Returns the address of the instruction that makes a call, of a thread that stands right behind it. */
    long syscallInstruction();

    /** Makes a copy that executes the call when the thread goes on from the instruction it stands behind. */
    Registers withCall(long number, long... arguments);
}
