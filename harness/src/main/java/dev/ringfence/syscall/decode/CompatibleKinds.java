package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;

/** What only calls of i386 take: numbers of 64 bits in two registers, ids of 16 bits, limits of 32. */
final class CompatibleKinds {
    private static final long LOW_32 = 0xffffffffL;
    private static final int LOW_16 = 0xffff;
    private static final long PAGE = 4096;
    private static final Value.Symbol INFINITY = new Value.Symbol(LOW_32, "RLIM_INFINITY");

    private CompatibleKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("low_high", (context, index) -> new Value.Int(pair(context, index, index + 1), Base.DECIMAL));
        kinds.add("ulow_high", (context, index) -> new Value.Int(pair(context, index, index + 1), Base.UNSIGNED));
        kinds.add("high_low", (context, index) -> new Value.Int(pair(context, index + 1, index), Base.DECIMAL));
        kinds.add("flags_pair", details -> {
            Vocabulary vocabulary = Vocabulary.of(details);
            return (context, index) -> vocabulary.flags(pair(context, index, index + 1));
        });
        kinds.add("outoffset", Pointers.out(Long.BYTES, TransferKinds.OFFSET));
        kinds.add("pageoffset", (context, index) -> new Value.Int(context.register(index) * PAGE, Base.HEX));
        kinds.add("uid16", (context, index) -> {
            long id = context.register(index) & LOW_16;
            return new Value.Int(id == LOW_16 ? -1 : id, Base.DECIMAL);
        });
        kinds.add("rlimit32", Pointers.in(Usages.LIMITS_SIZE, Usages.limits(INFINITY)));
        kinds.add("outrlimit32", Pointers.out(Usages.LIMITS_SIZE, Usages.limits(INFINITY)));
    }

    private static long pair(DecodeContext context, int low, int high) {
        return context.register(high) << Integer.SIZE | (context.register(low) & LOW_32);
    }
}
