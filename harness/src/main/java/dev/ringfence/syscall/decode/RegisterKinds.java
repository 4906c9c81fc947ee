package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Registers that ptrace(2) hands over: {@code struct user_regs_struct}, {@code struct user_fpregs_struct}, register sets. */
final class RegisterKinds {
    private static final List<String> NAMES = List.of(
            "r15",
            "r14",
            "r13",
            "r12",
            "rbp",
            "rbx",
            "r11",
            "r10",
            "r9",
            "r8",
            "rax",
            "rcx",
            "rdx",
            "rsi",
            "rdi",
            "orig_rax",
            "rip",
            "cs",
            "eflags",
            "rsp",
            "ss",
            "fs_base",
            "gs_base",
            "ds",
            "es",
            "fs",
            "gs");
    private static final int SIZE = NAMES.size() * Long.BYTES;
    private static final int FLOATING_SIZE = 512;
    private static final List<String> CONTROLS = List.of("cwd", "swd", "ftw", "fop");
    private static final int POINTERS = 8;
    private static final int MXCSR = 24;
    private static final int FLOATING_HEADER = 32;
    private static final int STACK_WORDS = 32;
    private static final int VECTOR_WORDS = 64;
    private static final int PADDING_WORDS = 24;

    private static final int IOVEC = 16;
    private static final int SET = 2;
    private static final long PRSTATUS = 1;
    private static final long FPREGSET = 2;

    private RegisterKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("regs", Pointers.in(SIZE, RegisterKinds::general));
        kinds.add("outregs", Pointers.out(SIZE, RegisterKinds::general));
        kinds.add("fpregs", Pointers.in(FLOATING_SIZE, RegisterKinds::floating));
        kinds.add("outfpregs", Pointers.out(FLOATING_SIZE, RegisterKinds::floating));
        kinds.add("regset", (context, index) -> set(context, index, true));
        kinds.add("outregset", (context, index) -> set(context, index, false));
    }

    private static Value general(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder registers = new StructBuilder(bytes, offset);
        int there = (bytes.capacity() - offset) / Long.BYTES;
        for (int i = 0; i < Math.min(NAMES.size(), there); i++) {
            registers.x64(NAMES.get(i), i * Long.BYTES);
        }
        return registers.build();
    }

    private static Value floating(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder registers = new StructBuilder(bytes, offset);
        for (int i = 0; i < CONTROLS.size(); i++) {
            registers.add(CONTROLS.get(i), new Value.Int(registers.uint16(i * Short.BYTES), Base.HEX));
        }
        int there = bytes.capacity() - offset;
        if (there >= POINTERS + Long.BYTES) registers.x64("rip", POINTERS);
        if (there >= POINTERS + 2 * Long.BYTES) registers.x64("rdp", POINTERS + Long.BYTES);
        if (there >= FLOATING_HEADER) registers.x32("mxcsr", MXCSR).x32("mxcr_mask", MXCSR + Integer.BYTES);
        int at = FLOATING_HEADER;
        at = words(context, registers, bytes, offset, at, "st_space", STACK_WORDS);
        at = words(context, registers, bytes, offset, at, "xmm_space", VECTOR_WORDS);
        words(context, registers, bytes, offset, at, "padding", PADDING_WORDS);
        return registers.build();
    }

    /** Adds as many words as there are, and of these as many as are shown. */
    private static int words(
            DecodeContext context, StructBuilder struct, ByteBuffer bytes, int offset, int at, String name, int count) {
        int there = Math.min(count, (bytes.capacity() - offset - at) / Integer.BYTES);
        if (there <= 0) return at;
        int limit = context.options().abbreviate() ? context.options().stringLimit() : count;
        List<Value> words = new ArrayList<>();
        for (int i = 0; i < Math.min(there, limit); i++) {
            words.add(new Value.Int(struct.uint32(at + i * Integer.BYTES), Base.HEX));
        }
        struct.add(name, new Value.Sequence(words, there > limit));
        return at + there * Integer.BYTES;
    }

    /** An iovec whose length the kernel sets to what it has stored. */
    private static Value set(DecodeContext context, int index, boolean given) {
        long address = context.register(index);
        if (address == 0) return new Value.Address(0);
        ByteBuffer vector = context.read(address, IOVEC);
        if (vector == null) return new Value.Unreadable(address);
        long base = vector.getLong(0);
        long length = vector.getLong(Long.BYTES);
        Value now = new Value.Int(length, Base.UNSIGNED);
        if (!context.isExit()) return new Value.Pending(given ? struct(registers(context, base, length), now) : now);
        Value before = context.before(index);
        Value shown = before == null ? now : before;
        if (given) return shown;
        Value registers = context.failed() ? new Value.Address(base) : registers(context, base, length);
        return struct(registers, shown.equals(now) ? now : new Value.Changed(shown, now));
    }

    private static Value struct(Value base, Value length) {
        return new Value.Struct(List.of(new Value.Field("iov_base", base), new Value.Field("iov_len", length)), false);
    }

    private static Value registers(DecodeContext context, long base, long length) {
        long set = context.register(SET);
        boolean whole = length > 0 && length % Long.BYTES == 0;
        if (whole && set == PRSTATUS) return cut(context, base, length, SIZE, RegisterKinds::general);
        if (whole && set == FPREGSET) return cut(context, base, length, FLOATING_SIZE, RegisterKinds::floating);
        return new Value.Address(base);
    }

    /** The program may have asked for less than there is, or for more. */
    private static Value cut(DecodeContext context, long base, long length, int size, Layout layout) {
        Value value = Pointers.struct(context, base, (int) Math.min(length, size), layout);
        return length > size && value instanceof Value.Struct all ? new Value.Struct(all.fields(), true) : value;
    }
}
