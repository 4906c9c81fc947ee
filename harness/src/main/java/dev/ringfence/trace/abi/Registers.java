package dev.ringfence.trace.abi;

import dev.ringfence.ffi.Block;

/**
 * {@code struct user_regs_struct} of x86_64 (sys/user.h): 27 registers of 8 bytes, in the order r15 r14 r13 r12 rbp rbx
 * r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss fs_base gs_base ds es fs gs; and the call convention of
 * syscall(2): number in rax, arguments in rdi rsi rdx r10 r8 r9, result in rax.
 */
public final class Registers {
    private static final int SIZE = 27 * 8;
    private static final int RAX = 10 * 8;
    private static final int ORIG_RAX = 15 * 8;
    private static final int RIP = 16 * 8;
    private static final int RSP = 19 * 8;
    private static final int[] ARGUMENTS = {14 * 8, 13 * 8, 12 * 8, 7 * 8, 9 * 8, 8 * 8};
    /** The instruction {@code syscall}, 0f 05, is two bytes long. */
    private static final int SYSCALL_INSTRUCTION_SIZE = 2;

    private final Block block = new Block(SIZE);

    /** Returns the block for {@code PTRACE_GETREGS} and {@code PTRACE_SETREGS}. */
    public Block block() {
        return block;
    }

    /** Returns the number of the call the thread is in, or was in last; -1 for none. */
    public long callNumber() {
        return block.getLong(ORIG_RAX);
    }

    public long argument(int index) {
        return block.getLong(ARGUMENTS[index]);
    }

    /** Returns the result register, a negative errno for a failed call. */
    public long result() {
        return block.getLong(RAX);
    }

    public long stackPointer() {
        return block.getLong(RSP);
    }

    /** Returns the address of the {@code syscall} instruction of a thread that stands right behind it. */
    public long syscallInstruction() {
        return block.getLong(RIP) - SYSCALL_INSTRUCTION_SIZE;
    }

    /** Makes a copy that executes the call when the thread goes on from the {@code syscall} instruction it stands behind. */
    public Registers withCall(long number, long... arguments) {
        Registers copy = new Registers();
        byte[] bytes = new byte[SIZE];
        block.get(0, bytes, 0, SIZE);
        copy.block.put(0, bytes, 0, SIZE);
        copy.block.putLong(RIP, syscallInstruction());
        copy.block.putLong(RAX, number);
        // -1 says that the thread is in no call, so the kernel restarts none.
        copy.block.putLong(ORIG_RAX, -1);
        for (int i = 0; i < arguments.length; i++) {
            copy.block.putLong(ARGUMENTS[i], arguments[i]);
        }
        return copy;
    }
}
