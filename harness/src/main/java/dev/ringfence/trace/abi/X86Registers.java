package dev.ringfence.trace.abi;

import dev.ringfence.ffi.Block;
import dev.ringfence.ffi.Ptrace;

/**
 * {@code struct user_regs_struct} of x86_64 (sys/user.h): 27 registers of 8 bytes, in the order r15 r14 r13 r12 rbp rbx
 * r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss fs_base gs_base ds es fs gs; and the call convention of
 * syscall(2): number in rax, arguments in rdi rsi rdx r10 r8 r9, result in rax.
 */
final class X86Registers implements Registers {
    static final int SIZE = 27 * 8;
    private static final int RAX = 10 * 8;
    private static final int ORIG_RAX = 15 * 8;
    private static final int RIP = 16 * 8;
    private static final int RSP = 19 * 8;
    private static final int[] ARGUMENTS = {14 * 8, 13 * 8, 12 * 8, 7 * 8, 9 * 8, 8 * 8};
    /** The instruction {@code syscall}, 0f 05, is two bytes long; so is {@code int 0x80}, cd 80. */
    private static final int SYSCALL_INSTRUCTION_SIZE = 2;

    private final Block block;

    X86Registers() {
        this(new Block(SIZE));
    }

    /** For a block that {@code PTRACE_GETREGS} filled. */
    X86Registers(Block block) {
        this.block = block;
    }

    /** {@code PTRACE_GETREGS} gives this layout of 32-bit tracees, too; {@code PTRACE_GETREGSET} gives their own. */
    @Override
    public int read(Ptrace ptrace, int tid) {
        return ptrace.getRegisters(tid, block);
    }

    @Override
    public int write(Ptrace ptrace, int tid) {
        return ptrace.setRegisters(tid, block);
    }

    @Override
    public long callNumber() {
        return block.getLong(ORIG_RAX);
    }

    @Override
    public long argument(int index) {
        return block.getLong(ARGUMENTS[index]);
    }

    @Override
    public long result() {
        return block.getLong(RAX);
    }

    @Override
    public long stackPointer() {
        return block.getLong(RSP);
    }

    @Override
    public long syscallInstruction() {
        return block.getLong(RIP) - SYSCALL_INSTRUCTION_SIZE;
    }

    @Override
    public Registers withCall(long number, long... arguments) {
        Block copy = Blocks.copy(block);
        copy.putLong(RIP, syscallInstruction());
        copy.putLong(RAX, number);
        // -1 says that the thread is in no call, so the kernel restarts none.
        copy.putLong(ORIG_RAX, -1);
        for (int i = 0; i < arguments.length; i++) {
            copy.putLong(ARGUMENTS[i], arguments[i]);
        }
        return new X86Registers(copy);
    }
}
