package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.util.List;

/** {@code struct iovec { void *iov_base; size_t iov_len; }}: buffers of vectored calls. */
final class Iovecs {
    static final int SIZE = 16;

    private Iovecs() {}

    static void addTo(Kinds kinds) {
        kinds.add("iovecs", details -> {
            int count = TextKinds.argument(details);
            return (context, index) -> addresses(context, context.register(index), context.register(count));
        });
        kinds.add("iniovecs", details -> {
            int count = TextKinds.argument(details);
            return (context, index) -> data(context, context.register(index), context.register(count), Long.MAX_VALUE);
        });
        kinds.add("outiovecs", details -> {
            int count = TextKinds.argument(details);
            return (context, index) -> filled(context, context.register(index), context.register(count));
        });
    }

    private static Value filled(DecodeContext context, long address, long count) {
        if (!context.isExit()) return new Value.Pending(null);
        if (context.failed()) return addresses(context, address, count);
        return data(context, address, count, context.result());
    }

    /** Decodes buffers whose content is not shown. */
    static Value addresses(DecodeContext context, long address, long count) {
        return Pointers.array(
                context,
                address,
                count,
                SIZE,
                (c, bytes, offset) -> new StructBuilder(bytes, offset)
                        .address("iov_base", 0)
                        .u64("iov_len", 8)
                        .build());
    }

    /**
     * Decodes buffers with their content.
     *
     * @param length how many bytes they hold all together; the later ones hold none
     */
    static Value data(DecodeContext context, long address, long count, long length) {
        long[] left = {length};
        return Pointers.array(context, address, count, SIZE, (c, bytes, offset) -> {
            long base = bytes.getLong(offset);
            long size = bytes.getLong(offset + 8);
            long shown = Long.compareUnsigned(size, left[0]) < 0 ? size : left[0];
            left[0] -= shown;
            return new Value.Struct(
                    List.of(
                            new Value.Field("iov_base", Strings.buffer(c, base, shown)),
                            new Value.Field("iov_len", new Value.Int(size, Base.UNSIGNED))),
                    false);
        });
    }
}
