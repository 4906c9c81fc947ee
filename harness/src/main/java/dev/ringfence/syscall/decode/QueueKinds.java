package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * POSIX message queues.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/mq_overview.7.html">mq_overview(7)</a>
 */
final class QueueKinds {
    private static final int O_CREAT = 0x40;
    private static final FieldLayout ATTRIBUTES = Layouts.of("mq_attr_new");

    private QueueKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add(
                "queue_mode",
                (context, index) ->
                        creates(context) ? new Value.Int(context.register(index) & 0xffff, Base.MODE) : Omitted.VALUE);
        kinds.add(
                "queue_attributes",
                (context, index) -> creates(context)
                        ? Pointers.struct(context, context.register(index), ATTRIBUTES.size(), ATTRIBUTES)
                        : Omitted.VALUE);
        kinds.add("priority", QueueKinds::priority);
    }

    private static boolean creates(DecodeContext context) {
        return (context.register(1) & O_CREAT) != 0;
    }

    private static Value priority(DecodeContext context, int index) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        if (address == 0 || context.failed()) return new Value.Address(address);
        @Nullable ByteBuffer bytes = context.read(address, Integer.BYTES);
        if (bytes == null) return new Value.Unreadable(address);
        return new Value.Sequence(List.of(new Value.Int(bytes.getInt(0) & 0xffffffffL, Base.DECIMAL)), false);
    }
}
