package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.List;

/** Offsets of transfers, pairs of descriptors, and flags with the size of huge pages among them. */
final class TransferKinds {
    /** Where the logarithm of the size of huge pages lies in the flags, and its bits. */
    private static final int HUGE_SHIFT = 26;

    private static final long HUGE = 0x3fL << HUGE_SHIFT;
    private static final long LOW_32 = 0xffffffffL;
    private static final Vocabulary MEMFD = Vocabulary.of("memfd");
    private static final Layout UNSIGNED =
            Pointers.boxed((context, bytes, at) -> new Value.Int(bytes.getLong(at), Base.UNSIGNED));
    static final Layout OFFSET = Pointers.boxed((context, bytes, at) -> new Value.Int(bytes.getLong(at), Base.DECIMAL));

    private TransferKinds() {}

    static void addTo(Kinds kinds) {
        Iovecs.addTo(kinds);
        kinds.add("offset", Pointers.in(Long.BYTES, OFFSET));
        kinds.add("movedoffset", TransferKinds::moved);
        kinds.add("unused", (context, index) -> Omitted.VALUE);
        kinds.add("fdpair", Pointers.out(2 * Integer.BYTES, TransferKinds::pair));
        kinds.add("memfdflags", (context, index) -> memfd(context.register(index) & LOW_32));
    }

    private static Value moved(DecodeContext context, int index) {
        Value before = context.before(index);
        if (context.isExit() && before != null && context.result() == 0) return before;
        return Pointers.inout(Long.BYTES, UNSIGNED).decode(context, index);
    }

    private static Value pair(DecodeContext context, ByteBuffer bytes, int offset) {
        return new Value.Sequence(
                List.of(
                        Descriptors.fd(context, bytes.getInt(offset)),
                        Descriptors.fd(context, bytes.getInt(offset + Integer.BYTES))),
                false);
    }

    private static Value memfd(long raw) {
        Value size = huge(raw, "MFD_HUGE_SHIFT");
        if (size == null) return MEMFD.flags(raw);
        long flags = raw & ~HUGE;
        return flags == 0 ? size : FsConfigKinds.joined(MEMFD.flags(flags), size);
    }

    /** Returns {@code 21<<MAP_HUGE_SHIFT}, or null where no size is given. */
    static @org.jspecify.annotations.Nullable Value huge(long raw, String shift) {
        long size = (raw & HUGE) >>> HUGE_SHIFT;
        return size == 0 ? null : new Value.Symbol(raw & HUGE, size + "<<" + shift);
    }

    /** Returns flags without the size of huge pages. */
    static long withoutHuge(long raw) {
        return raw & ~HUGE;
    }
}
