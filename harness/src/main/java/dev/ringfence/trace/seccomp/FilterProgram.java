package dev.ringfence.trace.seccomp;

import dev.ringfence.event.MarkerCode;
import dev.ringfence.syscall.MmapFlags;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * The classic BPF program that decides which system calls of a worker stop: a binary search over the sorted numbers, so
 * that an unobserved call costs a handful of instructions (and none where the kernel caches the answer, Linux 5.11).
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/seccomp.2.html">seccomp(2)</a>, linux/filter.h
 */
public final class FilterProgram {
    static final int AUDIT_ARCH_X86_64 = 0xc000003e;
    static final int RET_ALLOW = 0x7fff0000;
    static final int RET_TRACE = 0x7ff00000;

    private static final int LSEEK = 8;
    private static final int MMAP = 9;
    private static final int FCNTL = 72;
    private static final int F_DUPFD = 0;
    private static final int F_DUPFD_CLOEXEC = 1030;

    private static final int X32_BIT = 0x40000000;

    private static final int OFFSET_NUMBER = 0;
    private static final int OFFSET_ARCH = 4;
    /** struct seccomp_data: args[1], low and high half. */
    private static final int OFFSET_ARGUMENT_1 = 24;

    private static final int OFFSET_ARGUMENT_1_HIGH = 28;
    private static final int OFFSET_ARGUMENT_3 = 40;

    static final int LOAD = 0x20;
    static final int JUMP_EQUAL = 0x15;
    static final int JUMP_GREATER_OR_EQUAL = 0x35;
    static final int JUMP_ANY_BIT = 0x45;
    static final int JUMP = 0x05;
    static final int RETURN = 0x06;

    /** One instruction: {@code struct sock_filter { __u16 code; __u8 jt; __u8 jf; __u32 k; }}. */
    record Instruction(int code, int ifTrue, int ifFalse, int k) {}

    private final List<Instruction> program;

    private FilterProgram(List<Instruction> program) {
        this.program = List.copyOf(program);
    }

    /** Builds the program that stops at markers, at fcntl(2) where it copies a descriptor, at mmap(2) where it shares a file, and at these calls. */
    public static FilterProgram observing(Set<Integer> numbers) {
        TreeSet<Integer> sorted = new TreeSet<>(numbers);
        sorted.add(LSEEK);
        sorted.add(MMAP);
        sorted.add(FCNTL);
        return searching(sorted, number -> leaf(number, numbers.contains(number)));
    }

    /** Builds the program that stops at these calls, at least one, and at those of other tables. */
    public static FilterProgram stoppingAt(Set<Integer> numbers) {
        return searching(new TreeSet<>(numbers), FilterProgram::leaf);
    }

    private static FilterProgram searching(SortedSet<Integer> numbers, IntFunction<List<Instruction>> leaf) {
        List<Instruction> code = new ArrayList<>();
        code.add(new Instruction(LOAD, 0, 0, OFFSET_ARCH));
        code.add(new Instruction(JUMP_EQUAL, 1, 0, AUDIT_ARCH_X86_64));
        code.add(returning(RET_TRACE));
        code.add(new Instruction(LOAD, 0, 0, OFFSET_NUMBER));
        code.add(new Instruction(JUMP_GREATER_OR_EQUAL, 0, 1, X32_BIT));
        code.add(returning(RET_TRACE));
        code.addAll(search(List.copyOf(numbers), leaf));
        return new FilterProgram(code);
    }

    private static List<Instruction> search(List<Integer> numbers, IntFunction<List<Instruction>> leaf) {
        if (numbers.size() == 1) {
            return leaf.apply(numbers.get(0));
        }
        int middle = numbers.size() / 2;
        List<Instruction> left = search(numbers.subList(0, middle), leaf);
        List<Instruction> code = new ArrayList<>();
        // Jumps reach 255 instructions; an unconditional jump reaches everywhere.
        code.add(new Instruction(JUMP_GREATER_OR_EQUAL, 0, 1, numbers.get(middle)));
        code.add(new Instruction(JUMP, 0, 0, left.size()));
        code.addAll(left);
        code.addAll(search(numbers.subList(middle, numbers.size()), leaf));
        return code;
    }

    private static List<Instruction> leaf(int number) {
        return List.of(new Instruction(JUMP_EQUAL, 1, 0, number), returning(RET_ALLOW), returning(RET_TRACE));
    }

    private static List<Instruction> leaf(int number, boolean every) {
        if (every) return leaf(number);
        List<Instruction> code = new ArrayList<>();
        code.add(new Instruction(JUMP_EQUAL, 1, 0, number));
        code.add(returning(RET_ALLOW));
        if (number == LSEEK) {
            code.add(new Instruction(LOAD, 0, 0, OFFSET_ARGUMENT_1_HIGH));
            code.add(new Instruction(JUMP_EQUAL, 1, 0, MarkerCode.MAGIC));
            code.add(returning(RET_ALLOW));
        } else if (number == FCNTL) {
            code.add(new Instruction(LOAD, 0, 0, OFFSET_ARGUMENT_1));
            code.add(new Instruction(JUMP_EQUAL, 2, 0, F_DUPFD));
            code.add(new Instruction(JUMP_EQUAL, 1, 0, F_DUPFD_CLOEXEC));
            code.add(returning(RET_ALLOW));
        } else if (number == MMAP) {
            code.add(new Instruction(LOAD, 0, 0, OFFSET_ARGUMENT_3));
            code.add(new Instruction(JUMP_ANY_BIT, 1, 0, MmapFlags.SHARED));
            code.add(returning(RET_ALLOW));
            code.add(new Instruction(JUMP_ANY_BIT, 0, 1, MmapFlags.FIXED | MmapFlags.ANONYMOUS));
            code.add(returning(RET_ALLOW));
        }
        code.add(returning(RET_TRACE));
        return code;
    }

    private static Instruction returning(int action) {
        return new Instruction(RETURN, 0, 0, action);
    }

    List<Instruction> instructions() {
        return program;
    }

    /**
     * Returns {@code struct sock_fprog} (16 bytes: {@code unsigned short len; struct sock_filter *filter}) followed by the
     * instructions it points to.
     *
     * @param address where the tracee will have these bytes
     */
    public byte[] toBytes(long address) {
        ByteBuffer buffer = ByteBuffer.allocate(16 + 8 * program.size()).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putShort((short) program.size());
        buffer.position(8);
        buffer.putLong(address + 16);
        for (Instruction instruction : program) {
            buffer.putShort((short) instruction.code());
            buffer.put((byte) instruction.ifTrue());
            buffer.put((byte) instruction.ifFalse());
            buffer.putInt(instruction.k());
        }
        return buffer.array();
    }
}
