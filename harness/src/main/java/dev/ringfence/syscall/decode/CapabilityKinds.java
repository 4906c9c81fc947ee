package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * capget(2) and capset(2): a header of version and process, and sets of capabilities, which since version 2 have 64 bits in two
 * halves: effective, permitted, inheritable of the low half, then of the high half.
 */
final class CapabilityKinds {
    private static final int HEADER = 8;
    private static final int HALF = 12;
    private static final long VERSION_2 = 0x20071026;
    private static final long VERSION_3 = 0x20080522;
    private static final long LOW_32 = 0xffffffffL;
    private static final int PERMITTED = 4;
    private static final int INHERITABLE = 8;
    private static final Value ONE = new Value.Int(1, Base.DECIMAL);
    private static final Vocabulary VERSIONS = Vocabulary.of("cap_version");
    private static final Vocabulary NAMES = Vocabulary.of("capabilities");

    private CapabilityKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("cap_header", Pointers.in(HEADER, CapabilityKinds::header));
        kinds.add("cap_data", (context, index) -> data(context, index));
        kinds.add("outcap_data", (context, index) -> {
            if (!context.isExit()) return new Value.Pending(null);
            return context.failed() ? new Value.Address(context.register(index)) : data(context, index);
        });
    }

    private static Value header(DecodeContext context, ByteBuffer bytes, int offset) {
        return new StructBuilder(bytes, offset)
                .enum32("version", 0, VERSIONS)
                .i32("pid", Integer.BYTES)
                .build();
    }

    private static Value data(DecodeContext context, int index) {
        ByteBuffer header = context.read(context.register(0), HEADER);
        long address = context.register(index);
        if (header == null) return new Value.Address(address);
        long version = header.getInt(0) & LOW_32;
        boolean two = version == VERSION_2 || version == VERSION_3;
        return Pointers.struct(context, address, two ? 2 * HALF : HALF, (c, bytes, offset) -> sets(bytes, two));
    }

    private static Value sets(ByteBuffer bytes, boolean two) {
        return new StructBuilder(bytes, 0)
                .add("effective", set(bytes, 0, two))
                .add("permitted", set(bytes, PERMITTED, two))
                .add("inheritable", set(bytes, INHERITABLE, two))
                .build();
    }

    /** {@code 1<<CAP_KILL|1<<CAP_BPF}; what has no name is one number for each half. */
    private static Value set(ByteBuffer bytes, int offset, boolean two) {
        List<Value> parts = new ArrayList<>();
        addHalf(parts, bytes.getInt(offset), 0);
        if (two) addHalf(parts, bytes.getInt(offset + HALF), Integer.SIZE);
        return parts.isEmpty() ? new Value.Int(0, Base.DECIMAL) : new Value.Joined(parts, "|");
    }

    private static void addHalf(List<Value> parts, int bits, int first) {
        long rest = 0;
        for (int left = bits; left != 0; left &= left - 1) {
            int capability = first + Integer.numberOfTrailingZeros(left);
            if (NAMES.has(capability)) {
                parts.add(new Value.Joined(List.of(ONE, NAMES.symbol(capability)), "<<"));
            } else {
                rest |= Integer.lowestOneBit(left) & LOW_32;
            }
        }
        if (rest != 0) parts.add(new Value.Int(rest, Base.HEX));
    }
}
