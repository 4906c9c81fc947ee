package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * {@code struct sched_attr}: size 0, sched_policy 4, sched_flags 8, sched_nice 16, sched_priority 20, sched_runtime 24,
 * sched_deadline 32, sched_period 40, and in its second version sched_util_min 48, sched_util_max 52.
 */
final class SchedulingAttributes {
    private static final int VERSION_0 = 48;
    private static final int VERSION_1 = 56;
    private static final int FLAGS = 8;
    private static final long KEEP_POLICY = 8;
    private static final long E2BIG = 7;
    private static final long LOW_32 = 0xffffffffL;
    private static final int GIVEN_SIZE = 2;
    private static final Vocabulary POLICIES = Vocabulary.of("sched_policy");
    private static final Vocabulary BITS = Vocabulary.of("sched_attr");

    private SchedulingAttributes() {}

    /** The kernel says in the structure how large it is where the program's was too large. */
    static Value in(DecodeContext context, int index) {
        long address = context.register(index);
        if (context.isExit()) return exit(context, index, address);
        return new Value.Pending(entered(context, address), true);
    }

    private static Value entered(DecodeContext context, long address) {
        if (address == 0) return new Value.Address(0);
        byte[] bytes = new byte[VERSION_1];
        int read = context.view().read(address, bytes, VERSION_1);
        if (read < Integer.BYTES) return new Value.Unreadable(address);
        long size = DecodeContext.wrap(bytes).getInt(0) & LOW_32;
        long needed = size == 0 ? VERSION_0 : size;
        return read < Math.min(needed, VERSION_1) ? new Value.Unreadable(address) : attributes(bytes, size, needed);
    }

    private static Value exit(DecodeContext context, int index, long address) {
        Value before = context.before(index);
        if (before == null) return new Value.Address(address);
        ByteBuffer size = context.result() == -E2BIG ? context.read(address, Integer.BYTES) : null;
        if (size == null) return before;
        Value now = new Value.Int(size.getInt(0) & LOW_32, Base.DECIMAL);
        return new Value.Changed(before, new Value.Struct(List.of(new Value.Field("size", now)), false));
    }

    static Value out(DecodeContext context, int index) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        if (context.failed() || address == 0) return new Value.Address(address);
        long given = context.register(GIVEN_SIZE) & LOW_32;
        byte[] bytes = new byte[VERSION_1];
        int length = (int) Math.min(given, VERSION_1);
        if (context.view().read(address, bytes, length) < length || length == 0) return new Value.Unreadable(address);
        long size = DecodeContext.wrap(bytes).getInt(0) & LOW_32;
        return attributes(bytes, Math.min(size, VERSION_1), size);
    }

    private static Value attributes(byte[] bytes, long size, long shown) {
        StructBuilder struct = new StructBuilder(DecodeContext.wrap(bytes), 0).u32("size", 0);
        if (shown < VERSION_0) return struct.build();
        if ((struct.int64(FLAGS) & KEEP_POLICY) == 0) struct.enum32("sched_policy", 4, POLICIES);
        struct.flags64("sched_flags", FLAGS, BITS)
                .i32("sched_nice", 16)
                .u32("sched_priority", 20)
                .u64("sched_runtime", 24)
                .u64("sched_deadline", 32)
                .u64("sched_period", 40);
        if (shown >= VERSION_1) struct.u32("sched_util_min", 48).u32("sched_util_max", 52);
        return size > VERSION_1 ? struct.buildAbbreviated() : struct.build();
    }
}
