package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** futex(2): what {@code FUTEX_WAKE_OP} does, bit sets, the list of futex_waitv(2). */
final class FutexKinds {
    /** {@code struct futex_waitv}: val 0, uaddr 8, flags 16, __reserved 20. */
    private static final int WAIT_SIZE = 24;

    private static final int UADDR = 8;
    private static final int FLAGS = 16;
    private static final int RESERVED = 20;

    private static final long ANY = 0xffffffffL;
    private static final Value MATCH_ANY = new Value.Symbol(ANY, "FUTEX_BITSET_MATCH_ANY");
    private static final Vocabulary OPERATIONS = Vocabulary.of("futex_op");
    private static final Vocabulary COMPARISONS = Vocabulary.of("futex_op_cmp");
    private static final Vocabulary WAIT_FLAGS = Vocabulary.of("futex2");

    /** The word of {@code FUTEX_WAKE_OP}: 1 bit, 3 bits operation, 4 bits comparison, 12 bits each of operand and comparand. */
    private static final int SHIFT_BIT = 31;

    private static final int OPERATION = 28;
    private static final int COMPARISON = 24;
    private static final int OPERAND = 12;
    private static final int LOW_3 = 7;
    private static final int LOW_4 = 0xf;
    private static final int LOW_12 = 0xfff;

    private FutexKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("futex_bitset", (context, index) -> {
            long bits = context.register(index) & ANY;
            return bits == ANY ? MATCH_ANY : new Value.Int(bits, Base.HEX);
        });
        kinds.add("futex_wake_op", (context, index) -> wakeOp((int) context.register(index)));
        kinds.add("futex_pair", FutexKinds::pair);
        kinds.add("futex_waitv", details -> {
            int count = TextKinds.argument(details);
            return (context, index) -> waiters(context, context.register(index), context.register(count) & ANY);
        });
    }

    private static Value pair(DecodeContext context, int index) {
        return Pointers.array(context, context.register(index), 2, WAIT_SIZE, FutexKinds::waiter);
    }

    private static Value waiters(DecodeContext context, long address, long count) {
        return Pointers.array(context, address, count, WAIT_SIZE, FutexKinds::waiter);
    }

    private static Value waiter(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder waiter = new StructBuilder(bytes, offset)
                .x64("val", 0)
                .address("uaddr", UADDR)
                .flags32("flags", FLAGS, WAIT_FLAGS);
        if (waiter.int32(RESERVED) != 0) waiter.x32("__reserved", RESERVED);
        return waiter.build();
    }

    private static Value wakeOp(int word) {
        List<Value> parts = new ArrayList<>();
        if (word >>> SHIFT_BIT != 0) parts.add(new Value.Word("FUTEX_OP_OPARG_SHIFT<<28"));
        parts.add(shifted(OPERATIONS, word >> OPERATION & LOW_3, OPERATION));
        parts.add(shifted(new Value.Int(word >> OPERAND & LOW_12, Base.HEX), OPERAND));
        parts.add(shifted(COMPARISONS, word >> COMPARISON & LOW_4, COMPARISON));
        parts.add(new Value.Int(word & LOW_12, Base.HEX));
        return new Value.Joined(parts, "|");
    }

    /** A value without a name has its comment behind the shift: {@code 0x5<<28 /* FUTEX_OP_??? *}{@code /}. */
    private static Value shifted(Vocabulary names, int value, int bits) {
        return names.has(value)
                ? shifted(names.symbol(value), bits)
                : new Value.Noted(shifted(new Value.Int(value, Base.HEX), bits), names.comment(value));
    }

    private static Value shifted(Value value, int bits) {
        return new Value.Joined(List.of(value, new Value.Int(bits, Base.DECIMAL)), "<<");
    }
}
