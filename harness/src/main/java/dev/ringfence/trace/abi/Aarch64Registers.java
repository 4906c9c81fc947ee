package dev.ringfence.trace.abi;

import dev.ringfence.ffi.Block;
import dev.ringfence.ffi.Ptrace;

/**
 * {@code struct user_pt_regs} of aarch64 (asm/ptrace.h): {@code __u64 regs[31], sp, pc, pstate}, 272 bytes; and the call
 * convention of syscall(2): number in x8, arguments in x0 to x5, result in x0. So the first argument is gone when the call
 * has returned.
 */
final class Aarch64Registers implements Registers {
    static final int SIZE = 34 * 8;
    private static final int X8 = 8 * 8;
    private static final int SP = 31 * 8;
    private static final int PC = 32 * 8;
    /** Every instruction, {@code svc #0} among them, is four bytes long. */
    private static final int INSTRUCTION_SIZE = 4;

    private final Block block;

    Aarch64Registers() {
        this(new Block(SIZE));
    }

    /** For a block that {@code PTRACE_GETREGSET} filled with {@code NT_PRSTATUS}. */
    Aarch64Registers(Block block) {
        this.block = block;
    }

    @Override
    public int read(Ptrace ptrace, int tid) {
        return ptrace.getRegisterSet(tid, block);
    }

    @Override
    public int write(Ptrace ptrace, int tid) {
        return ptrace.setRegisterSet(tid, block);
    }

    @Override
    public long callNumber() {
        // The number is an int: the kernel takes w8.
        return block.getInt(X8);
    }

    @Override
    public long argument(int index) {
        if (index > 5) throw new IndexOutOfBoundsException("a call has 6 arguments, and none with index " + index);
        return block.getLong(index * 8);
    }

    @Override
    public long result() {
        return block.getLong(0);
    }

    @Override
    public long stackPointer() {
        return block.getLong(SP);
    }

    @Override
    public long syscallInstruction() {
        return block.getLong(PC) - INSTRUCTION_SIZE;
    }

    @Override
    public Registers withCall(long number, long... arguments) {
        Block copy = Blocks.copy(block);
        copy.putLong(PC, syscallInstruction());
        copy.putLong(X8, number);
        for (int i = 0; i < arguments.length; i++) {
            copy.putLong(i * 8, arguments[i]);
        }
        return new Aarch64Registers(copy);
    }
}
