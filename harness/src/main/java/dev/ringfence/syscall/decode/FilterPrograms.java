package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs of the classic packet filter, as seccomp(2) takes them: {@code struct sock_fprog} of len 0 and filter 8, and
 * instructions {@code struct sock_filter} of code 0, jt 2, jf 3, k 4.
 */
final class FilterPrograms {
    private static final int PROGRAM_SIZE = 16;
    private static final int INSTRUCTION_SIZE = 8;
    private static final int FILTER = 8;

    private static final int LOW_3 = 7;
    private static final int LOW_8 = 0xff;
    private static final int OPERATION = 0xf0;
    private static final int SOURCE = 0x08;
    private static final int SIZE = 0x18;
    private static final int MODE = 0xe0;

    private static final int LDX = 1;
    private static final int STX = 3;
    private static final int ALU = 4;
    private static final int JMP = 5;
    private static final int RET = 6;

    private static final long ACTION = 0xffff0000L;
    private static final long LOW_16 = 0xffffL;

    private static final Vocabulary CLASSES = Vocabulary.of("filter_class");
    private static final Vocabulary SIZES = Vocabulary.of("filter_size");
    private static final Vocabulary MODES = Vocabulary.of("filter_mode");
    private static final Vocabulary SOURCES = Vocabulary.of("filter_source");
    private static final Vocabulary ARITHMETIC = Vocabulary.of("filter_alu");
    private static final Vocabulary JUMPS = Vocabulary.of("filter_jump");
    private static final Vocabulary RETURNS = Vocabulary.of("filter_return");
    private static final Vocabulary MOVES = Vocabulary.of("filter_misc");
    private static final Vocabulary ACTIONS = Vocabulary.of("seccomp_action");

    private FilterPrograms() {}

    static void addTo(Kinds kinds) {
        kinds.add("seccomp_filter", Pointers.in(PROGRAM_SIZE, FilterPrograms::program));
        kinds.add("outseccomp_filter", (context, index) -> {
            if (!context.isExit()) return new Value.Pending(null);
            long address = context.register(index);
            return context.failed() ? new Value.Address(address) : instructions(context, address, context.result());
        });
        kinds.add(
                "outseccomp_sizes",
                Pointers.out(
                        3 * Short.BYTES,
                        (context, bytes, offset) -> new StructBuilder(bytes, offset)
                                .u16("seccomp_notif", 0)
                                .u16("seccomp_notif_resp", Short.BYTES)
                                .u16("seccomp_data", 2 * Short.BYTES)
                                .build()));
    }

    private static Value program(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder program = new StructBuilder(bytes, offset).u16("len", 0);
        return program.add("filter", instructions(context, program.int64(FILTER), program.uint16(0)))
                .build();
    }

    private static Value instructions(DecodeContext context, long address, long count) {
        return context.options().abbreviate()
                ? new Value.Address(address)
                : Pointers.array(context, address, count, INSTRUCTION_SIZE, FilterPrograms::instruction);
    }

    private static Value instruction(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder fields = new StructBuilder(bytes, offset);
        int code = fields.uint16(0);
        int ifTrue = fields.uint8(2);
        int ifFalse = fields.uint8(3);
        long k = fields.uint32(4);
        Value number = new Value.Int(k, Base.HEX);
        if (ifTrue == 0 && ifFalse == 0)
            return new Value.Applied("BPF_STMT", List.of(code(code), (code & LOW_3) == RET ? action(k) : number));
        return new Value.Applied(
                "BPF_JUMP",
                List.of(code(code), number, new Value.Int(ifTrue, Base.HEX), new Value.Int(ifFalse, Base.HEX)));
    }

    private static Value action(long k) {
        Value action = ACTIONS.symbol(k & ACTION);
        long data = k & LOW_16;
        return data == 0 ? action : new Value.Joined(List.of(action, new Value.Int(data, Base.HEX)), "|");
    }

    private static Value code(int code) {
        int kind = code & LOW_3;
        List<Value> parts = new ArrayList<>();
        parts.add(CLASSES.symbol(kind));
        if (kind <= LDX) {
            parts.add(SIZES.symbol(code & SIZE));
            parts.add(MODES.symbol(code & MODE));
        } else if (kind <= STX) {
            addRest(parts, code & ~LOW_3);
        } else if (kind == ALU || kind == JMP) {
            parts.add(SOURCES.symbol(code & SOURCE));
            parts.add((kind == ALU ? ARITHMETIC : JUMPS).symbol(code & OPERATION));
        } else if (kind == RET) {
            parts.add(RETURNS.symbol(code & SIZE));
            addRest(parts, code & ~(LOW_3 | SIZE));
        } else {
            parts.add(MOVES.symbol(code & LOW_8 & ~LOW_3));
            addRest(parts, code & ~LOW_8);
        }
        return new Value.Joined(parts, "|");
    }

    private static void addRest(List<Value> parts, int rest) {
        if (rest != 0) parts.add(Vocabulary.unknown(rest, "BPF_???"));
    }
}
