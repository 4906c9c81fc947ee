package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.List;

/** {@code struct epoll_event { __poll_t events; __u64 data; }}, packed on x86_64: 12 bytes. */
final class EpollKinds {
    private static final Vocabulary EVENTS = Vocabulary.of("epollevents");
    private static final int SIZE = 12;
    private static final int EPOLL_CTL_DEL = 2;

    private EpollKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("epollevent", details -> {
            int operation = TextKinds.argument(details);
            return (context, index) -> (int) context.register(operation) == EPOLL_CTL_DEL
                    ? new Value.Address(context.register(index))
                    : Pointers.struct(context, context.register(index), SIZE, EpollKinds::event);
        });
        kinds.add("epollevents", (context, index) -> {
            if (!context.isExit()) return new Value.Pending(null);
            long address = context.register(index);
            if (context.failed()) return new Value.Address(address);
            return Pointers.array(context, address, context.result(), SIZE, EpollKinds::event);
        });
    }

    private static Value event(DecodeContext context, ByteBuffer bytes, int offset) {
        Value data = new Value.Struct(
                List.of(
                        new Value.Field("u32", new Value.Int(bytes.getInt(offset + 4) & 0xffffffffL, Base.DECIMAL)),
                        new Value.Field("u64", new Value.Int(bytes.getLong(offset + 4), Base.UNSIGNED))),
                false);
        return new StructBuilder(bytes, offset)
                .flags32("events", 0, EVENTS)
                .add("data", data)
                .build();
    }
}
