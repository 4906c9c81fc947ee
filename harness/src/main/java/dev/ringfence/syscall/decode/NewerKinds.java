package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;

/** Structures of calls that are newer than 6.4. Like {@code struct open_how}, they may grow; what is behind the known part is shown. */
final class NewerKinds {
    private static final Vocabulary XATTR = Vocabulary.of("xattr");
    private static final int XATTR_ARGS_SIZE = 16;
    private static final int FILE_ATTR_SIZE = 24;
    private static final int RANGE_SIZE = 16;
    private static final int CACHESTAT_SIZE = 40;

    private NewerKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add(
                "cachestatrange",
                Pointers.in(
                        RANGE_SIZE,
                        (context, bytes, at) -> new StructBuilder(bytes, at)
                                .u64("off", 0)
                                .u64("len", 8)
                                .build()));
        kinds.add("cachestat", Pointers.out(CACHESTAT_SIZE, NewerKinds::cachestat));
        kinds.add("xattrargs", details -> {
            int size = TextKinds.argument(details);
            return (context, index) -> sized(context, index, size, XATTR_ARGS_SIZE, NewerKinds::xattrArgs);
        });
        kinds.add("outxattrargs", details -> {
            int size = TextKinds.argument(details);
            return (context, index) -> context.isExit()
                    ? sized(context, index, size, XATTR_ARGS_SIZE, NewerKinds::filledXattrArgs)
                    : new Value.Pending(null);
        });
        kinds.add("fileattr", details -> {
            int size = TextKinds.argument(details);
            return (context, index) -> sized(context, index, size, FILE_ATTR_SIZE, NewerKinds::fileAttr);
        });
        kinds.add("outfileattr", details -> {
            int size = TextKinds.argument(details);
            return (context, index) -> {
                if (!context.isExit()) return new Value.Pending(null);
                return context.failed()
                        ? new Value.Address(context.register(index))
                        : sized(context, index, size, FILE_ATTR_SIZE, NewerKinds::fileAttr);
            };
        });
    }

    private static Value sized(DecodeContext context, int index, int size, int known, Layout layout) {
        long address = context.register(index);
        return Long.compareUnsigned(context.register(size), known) < 0
                ? new Value.Address(address)
                : Pointers.struct(context, address, known, layout);
    }

    /** {@code struct cachestat}: five {@code __u64}. */
    private static Value cachestat(DecodeContext context, ByteBuffer bytes, int at) {
        return new StructBuilder(bytes, at)
                .u64("nr_cache", 0)
                .u64("nr_dirty", 8)
                .u64("nr_writeback", 16)
                .u64("nr_evicted", 24)
                .u64("nr_recently_evicted", 32)
                .build();
    }

    /** {@code struct xattr_args { __aligned_u64 value; __u32 size; __u32 flags; }}. */
    private static Value xattrArgs(DecodeContext context, ByteBuffer bytes, int at) {
        StructBuilder args = new StructBuilder(bytes, at);
        return args.add("value", Strings.buffer(context, args.int64(0), args.uint32(8)))
                .u32("size", 8)
                .flags32("flags", 12, XATTR)
                .build();
    }

    private static Value filledXattrArgs(DecodeContext context, ByteBuffer bytes, int at) {
        StructBuilder args = new StructBuilder(bytes, at);
        Value value = context.failed()
                ? new Value.Address(args.int64(0))
                : Strings.buffer(context, args.int64(0), Math.min(context.result(), args.uint32(8)));
        return args.add("value", value)
                .u32("size", 8)
                .add("flags", new Value.Int(args.uint32(12), Base.HEX))
                .build();
    }

    /** {@code struct file_attr { __u64 fa_xflags; __u32 fa_extsize, fa_nextents, fa_projid, fa_cowextsize; }}. */
    private static Value fileAttr(DecodeContext context, ByteBuffer bytes, int at) {
        return new StructBuilder(bytes, at)
                .x64("fa_xflags", 0)
                .u32("fa_extsize", 8)
                .u32("fa_nextents", 12)
                .u32("fa_projid", 16)
                .u32("fa_cowextsize", 20)
                .build();
    }
}
