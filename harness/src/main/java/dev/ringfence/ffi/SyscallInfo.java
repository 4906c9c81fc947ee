package dev.ringfence.ffi;

/**
 * {@code struct ptrace_syscall_info} of linux/ptrace.h, the same on every architecture, 88 bytes:
 *
 * <pre>
 *  0 __u8  op                   8 __u64 instruction_pointer
 *  4 __u32 arch                16 __u64 stack_pointer
 * 24 entry:   __u64 nr, __u64 args[6]
 * 24 exit:    __s64 rval, __u8 is_error
 * 24 seccomp: __u64 nr, __u64 args[6], __u32 ret_data
 * </pre>
 *
 * A mutable holder that the loop reuses, because there is one for each stop.
 */
public final class SyscallInfo {
    public static final int SIZE = 88;
    public static final int OP_NONE = 0;
    public static final int OP_ENTRY = 1;
    public static final int OP_EXIT = 2;
    public static final int OP_SECCOMP = 3;

    private int op;
    private int arch;
    private long instructionPointer;
    private long stackPointer;
    private long number;
    private final long[] arguments = new long[6];
    private long result;

    void read(Block block) {
        op = block.getByte(0);
        arch = block.getInt(4);
        instructionPointer = block.getLong(8);
        stackPointer = block.getLong(16);
        if (op == OP_EXIT) {
            result = block.getLong(24);
        } else {
            number = block.getLong(24);
            for (int i = 0; i < 6; i++) {
                arguments[i] = block.getLong(32 + 8 * i);
            }
        }
    }

    /** Returns the kind of stop: one of the {@code OP_} constants. */
    public int op() {
        return op;
    }

    /** Returns the {@code AUDIT_ARCH_*} of the call. */
    public int arch() {
        return arch;
    }

    /** Returns the address of the instruction behind the one that made the call. */
    public long instructionPointer() {
        return instructionPointer;
    }

    public long stackPointer() {
        return stackPointer;
    }

    /** Returns the number of the call, at an entry. */
    public long number() {
        return number;
    }

    /** Returns an argument register, at an entry. */
    public long argument(int index) {
        return arguments[index];
    }

    /** Returns the return value, at an exit: a negative errno for a failure. */
    public long result() {
        return result;
    }
}
