package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.Errnos;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code struct ptrace_syscall_info}: op 0, arch 4, instruction_pointer 8, stack_pointer 16; at an entry and at a stop by a
 * filter nr 24, args 32, and ret_data 80; at an exit rval 24, is_error 32.
 */
final class SyscallInfo {
    private static final int SIZE = 88;
    private static final int ENTRY = 1;
    private static final int EXIT = 2;
    private static final int SECCOMP = 3;

    private static final int ARCH = 4;
    private static final int INSTRUCTION = 8;
    private static final int STACK = 16;
    private static final int NR = 24;
    private static final int ARGS = 32;
    private static final int RET_DATA = 80;
    private static final int ARGUMENTS = 6;
    private static final int GIVEN_SIZE = 2;
    private static final Vocabulary OPERATIONS = Vocabulary.of("ptrace_syscall_op");
    private static final Vocabulary ARCHITECTURES = Vocabulary.of("audit_arch");

    private SyscallInfo() {}

    static Value decode(DecodeContext context, int index) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        long size = context.register(GIVEN_SIZE);
        int length = (int) Math.max(0, Math.min(SIZE, Math.min(size < 0 ? SIZE : size, context.result())));
        if (context.failed() || length == 0) return new Value.Address(address);
        byte[] bytes = new byte[SIZE];
        if (address == 0 || context.view().read(address, bytes, length) < length)
            return address == 0 ? new Value.Address(0) : new Value.Unreadable(address);
        StructBuilder info = new StructBuilder(DecodeContext.wrap(bytes), 0);
        int operation = bytes[0] & 0xff;
        info.add("op", OPERATIONS.symbol(operation));
        if (length >= INSTRUCTION) info.enum32("arch", ARCH, ARCHITECTURES);
        if (length >= STACK) info.address("instruction_pointer", INSTRUCTION);
        if (length >= NR) info.address("stack_pointer", STACK);
        addStop(info, bytes, operation, length);
        return info.build();
    }

    private static void addStop(StructBuilder info, byte[] bytes, int operation, int length) {
        if (operation == ENTRY && length >= ARGS) {
            info.add("entry", entry(bytes, length).build());
        } else if (operation == SECCOMP && length >= ARGS) {
            StructBuilder entry = entry(bytes, length);
            if (length >= RET_DATA + Integer.BYTES) entry.u32("ret_data", RET_DATA);
            info.add("seccomp", entry.build());
        } else if (operation == EXIT && length > ARGS) {
            info.add("exit", exit(bytes));
        }
    }

    private static StructBuilder entry(byte[] bytes, int length) {
        StructBuilder entry = new StructBuilder(DecodeContext.wrap(bytes), 0);
        List<Value> arguments = new ArrayList<>(ARGUMENTS);
        for (int i = 0; i < Math.min(ARGUMENTS, (length - ARGS) / Long.BYTES); i++) {
            arguments.add(new Value.Int(entry.int64(ARGS + i * Long.BYTES), Base.HEX));
        }
        entry.add("nr", SignalInfo.syscall(entry.int64(NR), entry.uint32(ARCH)));
        return arguments.isEmpty() ? entry : entry.add("args", new Value.Sequence(arguments, false));
    }

    private static Value exit(byte[] bytes) {
        StructBuilder exit = new StructBuilder(DecodeContext.wrap(bytes), 0);
        int error = exit.uint8(ARGS);
        long value = exit.int64(NR);
        boolean named = error != 0 && value < 0 && value > -4096 && Errnos.isKnown((int) -value);
        return exit.add(
                        "rval",
                        named
                                ? new Value.Symbol(
                                        value, "-" + Errnos.of((int) -value).name())
                                : new Value.Int(value, Base.DECIMAL))
                .add("is_error", new Value.Int(error, Base.DECIMAL))
                .build();
    }
}
