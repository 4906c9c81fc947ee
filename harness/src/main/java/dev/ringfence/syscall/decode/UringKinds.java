package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queues of io_uring.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/io_uring.7.html">io_uring(7)</a>
 */
final class UringKinds {
    /** {@code struct io_uring_params}. */
    private static final int PARAMETERS = 120;

    private static final int ATTACH = 1 << 5;
    private static final int SKIP = -2;
    private static final Vocabulary SETUP = Vocabulary.of("uring_setup");
    private static final Vocabulary FEATURES = Vocabulary.of("uring_features");
    private static final Vocabulary OPERATIONS = Vocabulary.of("uring_op");
    private static final FieldLayout SUBMISSIONS = Layouts.of("io_sqring_offsets");
    private static final FieldLayout COMPLETIONS = Layouts.of("io_cqring_offsets");
    private static final FieldLayout OPERATION = Layouts.of("io_uring_probe_op");
    private static final FieldLayout RING = Layouts.of("io_uring_ring_fd");
    private static final FieldLayout BUFFERS = Layouts.of("io_uring_buf_reg");
    private static final long LOW_32 = 0xffffffffL;

    private UringKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("uring_parameters", UringKinds::parameters);
        kinds.add("uring_signals", UringKinds::signals);
        kinds.add("uring_registered", UringKinds::registered);
    }

    /** The program fills in the first fields, the kernel the others. */
    private static Value parameters(DecodeContext context, int index) {
        long address = context.register(index);
        @Nullable ByteBuffer bytes = context.read(address, PARAMETERS);
        if (bytes == null) return address == 0 ? new Value.Address(0) : new Value.Unreadable(address);
        if (!context.isExit()) return new Value.Pending(null);
        long flags = bytes.getInt(8) & LOW_32;
        StructBuilder struct = new StructBuilder(bytes, 0)
                .add("flags", SETUP.flags(flags))
                .x32("sq_thread_cpu", 12)
                .u32("sq_thread_idle", 16);
        if ((flags & ATTACH) != 0) struct.add("wq_fd", Descriptors.fd(context, bytes.getInt(24)));
        if (bytes.getInt(28) != 0 || bytes.getInt(32) != 0 || bytes.getInt(36) != 0)
            struct.add("resv", hex(bytes, 28, 3));
        if (context.failed()) return struct.build();
        return struct.u32("sq_entries", 0)
                .u32("cq_entries", 4)
                .add("features", FEATURES.flags(bytes.getInt(20) & LOW_32))
                .add("sq_off", SUBMISSIONS.decode(context, bytes, 40))
                .add("cq_off", COMPLETIONS.decode(context, bytes, 80))
                .build();
    }

    private static Value hex(ByteBuffer bytes, int at, int count) {
        List<Value> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            words.add(new Value.Int(bytes.getInt(at + Integer.BYTES * i) & LOW_32, Base.HEX));
        }
        return new Value.Sequence(words, false);
    }

    private static Value registered(DecodeContext context, int index) {
        long address = context.register(index);
        long count = context.register(3) & LOW_32;
        return switch ((int) context.register(1)) {
            case 0 -> Pointers.array(context, address, count, 16, UringKinds::vector);
            case 2 -> Pointers.array(context, address, count, Integer.BYTES, UringKinds::descriptor);
            case 4, 7 -> Pointers.array(context, address, 1, Integer.BYTES, UringKinds::descriptor);
            case 6 -> Pointers.struct(context, address, 16, (c, bytes, at) -> update(c, bytes, count));
            case 8 -> probe(context, index, count);
            case 20, 21 -> Pointers.array(context, address, count, RING.size(), RING);
            case 22, 23 -> Pointers.struct(context, address, BUFFERS.size(), BUFFERS);
            default -> new Value.Address(address);
        };
    }

    /** The signal mask of the wait, where the size is that of a mask; otherwise a structure that holds one. */
    private static Value signals(DecodeContext context, int index) {
        long address = context.register(index);
        if (context.register(index + 1) != Long.BYTES) return new Value.Address(address);
        return Pointers.struct(context, address, Long.BYTES, (c, bytes, at) -> {
            long mask = bytes.getLong(at);
            boolean complement = Long.bitCount(mask) >= Long.SIZE * 2 / 3;
            List<String> members = new ArrayList<>();
            for (int i = 0; i < Long.SIZE; i++) {
                if (((mask >>> i & 1) != 0) != complement) members.add(Signals.member(i + 1));
            }
            return new Value.MemberSet(members, complement);
        });
    }

    private static Value vector(DecodeContext context, ByteBuffer bytes, int at) {
        return new StructBuilder(bytes, at)
                .address("iov_base", 0)
                .u64("iov_len", 8)
                .build();
    }

    private static Value descriptor(DecodeContext context, ByteBuffer bytes, int at) {
        int fd = bytes.getInt(at);
        return fd == SKIP ? new Value.Symbol(fd, "IORING_REGISTER_FILES_SKIP") : Descriptors.fd(context, fd);
    }

    private static Value update(DecodeContext context, ByteBuffer bytes, long count) {
        StructBuilder struct = new StructBuilder(bytes, 0).u32("offset", 0);
        if (bytes.getInt(4) != 0) struct.x32("resv", 4);
        return struct.add(
                        "fds", Pointers.array(context, bytes.getLong(8), count, Integer.BYTES, UringKinds::descriptor))
                .build();
    }

    /** {@code struct io_uring_probe}: last operation at 0, their number 1, and each from 16 on. */
    private static Value probe(DecodeContext context, int index, long count) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        if (context.failed()) return new Value.Address(address);
        return Pointers.struct(context, address, 16, (c, bytes, at) -> {
            List<Field> fields = new ArrayList<>(3);
            int last = bytes.get(at) & 0xff;
            fields.add(new Field(
                    "last_op",
                    OPERATIONS.has(last)
                            ? OPERATIONS.symbol(last)
                            : new Value.Noted(new Value.Int(last, Base.DECIMAL), "IORING_OP_???")));
            int number = bytes.get(at + 1) & 0xff;
            fields.add(new Field("ops_len", new Value.Int(number, Base.DECIMAL)));
            fields.add(new Field(
                    "ops", Pointers.array(c, address + 16, Math.min(number, count), OPERATION.size(), OPERATION)));
            return new Value.Struct(fields, false);
        });
    }
}
