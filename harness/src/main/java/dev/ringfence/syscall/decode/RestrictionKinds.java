package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;

/** Rules of Landlock, segments of the x86 descriptor tables, and what few calls have alone. */
final class RestrictionKinds {
    private static final int ATTRIBUTE = 8;
    private static final int PATH_SIZE = 12;
    private static final int ENTRY_SIZE = 16;
    private static final int SYSCTL_SIZE = 48;
    private static final long VERSION = 1;
    private static final int FLAGS = 2;
    private static final long LOW_32 = 0xffffffffL;
    private static final int BITS = 12;
    private static final int EIGHT = 8;
    private static final Vocabulary ACCESS = Vocabulary.of("landlock_access");
    private static final Value RESUMED = new Value.Word("<... resuming interrupted system call ...>");

    private RestrictionKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("landlock_attr", RestrictionKinds::attribute);
        kinds.add("landlock_path", Pointers.in(PATH_SIZE, RestrictionKinds::path));
        kinds.addResult("landlock_ruleset", context -> {
            boolean version = (context.register(FLAGS) & VERSION) != 0;
            return ResultKinds.of(
                    version
                            ? new Value.Int(context.result(), Base.DECIMAL)
                            : Descriptors.fd(context, context.result()));
        });
        kinds.add(
                "ldt",
                (context, index) -> context.register(index + 1) == ENTRY_SIZE
                        ? Pointers.struct(context, context.register(index), ENTRY_SIZE, RestrictionKinds::segment)
                        : new Value.Address(context.register(index)));
        kinds.add("user_desc", Pointers.in(ENTRY_SIZE, RestrictionKinds::segment));
        kinds.add("askeduser_desc", RestrictionKinds::asked);
        kinds.addResult("thread_area", context -> {
            ByteBuffer entry = context.read(context.register(0), Integer.BYTES);
            String note = entry == null ? null : "entry_number=" + Integer.toUnsignedString(entry.getInt(0));
            return new Result(new Value.Int(context.result(), Base.DECIMAL), null, null, note);
        });
        kinds.add(
                "membarrier_cpu",
                (context, index) -> (context.register(1) & 1) != 0
                        ? new Value.Int((int) context.register(index), Base.DECIMAL)
                        : Omitted.VALUE);
        kinds.add("resumed", (context, index) -> RESUMED);
        kinds.add("sysctl_args", Pointers.in(SYSCTL_SIZE, RestrictionKinds::sysctl));
        kinds.add("enumin", details -> {
            Vocabulary names = Vocabulary.of(details);
            return Pointers.in(Integer.BYTES, Pointers.boxed((c, b, o) -> names.symbol(b.getInt(o) & LOW_32)));
        });
    }

    /** {@code struct landlock_ruleset_attr}, of which later kernels know more. */
    private static Value attribute(DecodeContext context, int index) {
        long address = context.register(index);
        long size = context.register(index + 1);
        if (address == 0 || Long.compareUnsigned(size, ATTRIBUTE) < 0) return new Value.Address(address);
        ByteBuffer bytes = context.read(address, ATTRIBUTE);
        if (bytes == null) return new Value.Unreadable(address);
        StructBuilder attribute = new StructBuilder(bytes, 0).flags64("handled_access_fs", 0, ACCESS);
        return size == ATTRIBUTE ? attribute.build() : attribute.buildAbbreviated();
    }

    private static Value path(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder rule = new StructBuilder(bytes, offset).flags64("allowed_access", 0, ACCESS);
        return rule.add("parent_fd", Descriptors.fd(context, rule.uint32(EIGHT)))
                .build();
    }

    /** Returns the description of a segment at an address. */
    static Value segment(DecodeContext context, long address) {
        return Pointers.struct(context, address, ENTRY_SIZE, RestrictionKinds::segment);
    }

    /** {@code struct user_desc}: entry_number 0, base_addr 4, limit 8, bits 12. */
    private static Value segment(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder segment = new StructBuilder(bytes, offset).i32("entry_number", 0);
        int bits = segment.int32(BITS);
        segment.add("base_addr", padded(segment.uint32(4)))
                .add("limit", padded(segment.uint32(EIGHT)))
                .add("seg_32bit", bits(bits, 0, 1))
                .add("contents", bits(bits, 1, 3))
                .add("read_exec_only", bits(bits, 3, 1))
                .add("limit_in_pages", bits(bits, 4, 1))
                .add("seg_not_present", bits(bits, 5, 1))
                .add("useable", bits(bits, 6, 1));
        // Programs of 32 bits have no such bit.
        if (context.view().wordSize() == Long.BYTES) segment.add("lm", bits(bits, 7, 1));
        return segment.build();
    }

    /** The program says in the structure which entry it wants. */
    private static Value asked(DecodeContext context, int index) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        return Pointers.struct(
                context,
                address,
                ENTRY_SIZE,
                context.failed()
                        ? (c, bytes, offset) -> new StructBuilder(bytes, offset)
                                .i32("entry_number", 0)
                                .buildAbbreviated()
                        : RestrictionKinds::segment);
    }

    private static Value bits(int word, int shift, int mask) {
        return new Value.Int(word >> shift & mask, Base.DECIMAL);
    }

    /** strace pads these to eight characters: {@code 0x001000}, {@code 00000000}. */
    private static Value padded(long value) {
        if (value == 0) return new Value.Symbol(0, "0".repeat(EIGHT));
        String digits = Long.toHexString(value);
        return new Value.Symbol(value, "0x" + "0".repeat(Math.max(0, EIGHT - 2 - digits.length())) + digits);
    }

    /** The arguments of a call that has been gone since Linux 5.5. */
    private static Value sysctl(DecodeContext context, ByteBuffer bytes, int offset) {
        return new StructBuilder(bytes, offset)
                .address("name", 0)
                .i32("nlen", 8)
                .address("oldval", 16)
                .address("oldlenp", 24)
                .address("newval", 32)
                .u64("newlen", 40)
                .build();
    }
}
