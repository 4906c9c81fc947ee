package dev.ringfence.spawn;

import dev.ringfence.spawn.SpawnFailure.Step;
import dev.ringfence.spawn.StoppedProgram.Plan;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the arguments of an {@code execve} are in the process that is to call it.
 *
 * @param path address of the path
 * @param argv address of the argument vector
 * @param envp address of the environment
 * @param groups address of the supplementary group ids
 * @param limit address of room for a struct rlimit64
 */
record ExecArguments(long path, long argv, long envp, long groups, long limit) {
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int POINTER = 8;
    private static final int LIMIT_SIZE = 16;

    /** Maps memory in the process, which its {@code execve} unmaps, and writes them there. */
    static ExecArguments write(RemoteCalls calls, Plan plan) throws SpawnFailure {
        List<Integer> groups = plan.user().map(StoppedProgram.UserIds::groups).orElse(List.of());
        int pointers = plan.arguments().size() + plan.environment().size() + 2;
        List<byte[]> strings = new ArrayList<>(plan.arguments());
        strings.addAll(plan.environment());
        strings.add(plan.path());
        int size = pointers * POINTER
                + strings.stream().mapToInt(text -> text.length + 1).sum()
                + groups.size() * 4
                + LIMIT_SIZE;
        long base = calls.call("mmap", 0, size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
        if (base < 0 && base > -4096) {
            throw StoppedShell.failure(Step.CONTROL, "mmap(" + size + ")", (int) -base);
        }
        Layout layout = new Layout(base, new byte[size]);
        layout.strings = pointers * POINTER;
        long argv = layout.vector(plan.arguments());
        long envp = layout.vector(plan.environment());
        long path = layout.string(plan.path());
        long groupIds = base + layout.strings;
        for (int group : groups) {
            layout.bytes.putInt(layout.strings, group);
            layout.strings += 4;
        }
        calls.write(base, layout.memory);
        return new ExecArguments(path, argv, envp, groupIds, base + size - LIMIT_SIZE);
    }

    /** Returns the bytes of a 64-bit number. */
    static byte[] word(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    /** Pointers from the beginning on, strings behind them. */
    private static final class Layout {
        private final long base;
        private final byte[] memory;
        private final ByteBuffer bytes;
        private int strings;

        Layout(long base, byte[] memory) {
            this.base = base;
            this.memory = memory;
            this.bytes = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
        }

        long vector(List<byte[]> texts) {
            long address = base + bytes.position();
            for (byte[] text : texts) {
                bytes.putLong(string(text));
            }
            bytes.putLong(0);
            return address;
        }

        long string(byte[] text) {
            int start = strings;
            for (byte b : text) {
                bytes.put(strings++, b);
            }
            strings++;
            return base + start;
        }
    }
}
