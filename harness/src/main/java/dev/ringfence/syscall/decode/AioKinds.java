package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;

/**
 * The kernel's asynchronous input and output.
 *
 * <pre>
 * struct iocb, 64 bytes:  0 __u64 aio_data, 8 __u32 aio_key, 12 aio_rw_flags, 16 __u16 aio_lio_opcode, 18 __s16 aio_reqprio,
 *                         20 __u32 aio_fildes, 24 __u64 aio_buf, 32 aio_nbytes, 40 __s64 aio_offset, 56 __u32 aio_flags, 60 aio_resfd
 * struct io_event, 32 bytes: __u64 data, __u64 obj, __s64 res, __s64 res2
 * </pre>
 */
final class AioKinds {
    private static final Vocabulary OPERATIONS = Vocabulary.of("iocb");
    private static final Vocabulary FLAGS = Vocabulary.of("iocbflags");
    private static final Vocabulary POLL = Vocabulary.of("poll");
    private static final int IOCB_SIZE = 64;
    private static final int EVENT_SIZE = 32;
    private static final int PREAD = 0;
    private static final int PWRITE = 1;
    private static final int POLLING = 5;
    private static final int PREADV = 7;
    private static final int PWRITEV = 8;
    private static final long RESFD = 1;

    private AioKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add(
                "outcontext",
                Pointers.out(Long.BYTES, Pointers.boxed((c, bytes, at) -> new Value.Address(bytes.getLong(at)))));
        kinds.add(
                "iocb",
                (context, index) -> Pointers.struct(
                        context,
                        context.register(index),
                        IOCB_SIZE,
                        (c, bytes, at) -> head(c, bytes, at).build()));
        kinds.add("iocbs", details -> {
            int count = TextKinds.argument(details);
            return (context, index) -> {
                long address = context.register(index);
                long number = context.register(count);
                if (number < 0) return new Value.Address(address);
                return Pointers.array(context, address, number, Long.BYTES, AioKinds::pointer);
            };
        });
        kinds.add("ioevent", Pointers.out(EVENT_SIZE, AioKinds::event));
        kinds.add("ioevents", (context, index) -> {
            if (!context.isExit()) return new Value.Pending(null);
            long address = context.register(index);
            if (context.failed()) return new Value.Address(address);
            return Pointers.array(context, address, context.result(), EVENT_SIZE, AioKinds::event);
        });
    }

    private static Value pointer(DecodeContext context, ByteBuffer bytes, int offset) {
        return Pointers.struct(context, bytes.getLong(offset), IOCB_SIZE, AioKinds::iocb);
    }

    private static Value event(DecodeContext context, ByteBuffer bytes, int offset) {
        return new StructBuilder(bytes, offset)
                .x64("data", 0)
                .address("obj", 8)
                .i64("res", 16)
                .i64("res2", 24)
                .build();
    }

    private static StructBuilder head(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder iocb = new StructBuilder(bytes, offset).x64("aio_data", 0);
        if (iocb.uint32(8) != 0) iocb.u32("aio_key", 8);
        iocb.add("aio_lio_opcode", operation(iocb.uint16(16)));
        short priority = bytes.getShort(offset + 18);
        if (priority != 0) iocb.add("aio_reqprio", new Value.Int(priority, Base.DECIMAL));
        return iocb.add("aio_fildes", Descriptors.fd(context, iocb.uint32(20)));
    }

    private static Value operation(int number) {
        if (OPERATIONS.has(number)) return OPERATIONS.symbol(number);
        return new Value.Noted(new Value.Int(number, Base.DECIMAL), "IOCB_CMD_???");
    }

    private static Value iocb(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder iocb = head(context, bytes, offset);
        long buffer = iocb.int64(24);
        long length = iocb.int64(32);
        switch (iocb.uint16(16)) {
            case PREAD -> iocb.address("aio_buf", 24).u64("aio_nbytes", 32).i64("aio_offset", 40);
            case PWRITE ->
                iocb.add("aio_buf", Strings.buffer(context, buffer, length))
                        .u64("aio_nbytes", 32)
                        .i64("aio_offset", 40);
            case PREADV ->
                iocb.add("aio_buf", Iovecs.addresses(context, buffer, length)).i64("aio_offset", 40);
            case PWRITEV ->
                iocb.add("aio_buf", Iovecs.data(context, buffer, length, Long.MAX_VALUE))
                        .i64("aio_offset", 40);
            case POLLING -> iocb.add("aio_buf", POLL.flags(buffer));
            default -> {}
        }
        long flags = iocb.uint32(56);
        if (flags != 0) iocb.flags32("aio_flags", 56, FLAGS);
        if ((flags & RESFD) != 0) iocb.add("aio_resfd", Descriptors.fd(context, iocb.uint32(60)));
        return iocb.build();
    }
}
