package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Mounting and swapping. */
final class MountKinds {
    private static final long MS_MGC_VAL = 0xc0ed0000L;
    private static final long MS_MGC_MSK = 0xffff0000L;
    private static final long MS_REMOUNT = 32;
    /** Bind, move and the four propagation types: the kernel looks neither at the type nor at the data. */
    private static final long NO_TYPE = 4096 | 8192 | 0x20000 | 0x40000 | 0x80000 | 0x100000;

    private static final Vocabulary MOUNT = Vocabulary.of("mount");
    private static final Vocabulary PROPAGATION = Vocabulary.of("propagation");
    private static final Vocabulary ATTRIBUTES = Vocabulary.of("mountsetattributes");
    private static final Vocabulary SWAP = Vocabulary.of("swap");
    private static final long SWAP_PRIORITY = 0x7fff;
    private static final int MOUNT_ATTR_SIZE = 32;

    private MountKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("mountflags", (context, index) -> flags(context.register(index)));
        kinds.add("mounttype", details -> {
            int flags = TextKinds.argument(details);
            return (context, index) -> (context.register(flags) & (MS_REMOUNT | noType(context, flags))) != 0
                    ? new Value.Address(context.register(index))
                    : Strings.string(context, context.register(index));
        });
        kinds.add("mountdata", details -> {
            int flags = TextKinds.argument(details);
            return (context, index) -> (context.register(flags) & MS_REMOUNT) == 0 && noType(context, flags) != 0
                    ? new Value.Address(context.register(index))
                    : Strings.string(context, context.register(index));
        });
        kinds.add("mountattr", details -> {
            int size = TextKinds.argument(details);
            return (context, index) -> attributes(context, context.register(index), context.register(size));
        });
        kinds.add("swapflags", (context, index) -> swap(context.register(index) & 0xffffffffL));
        FsConfigKinds.addTo(kinds);
        QuotaKinds.addTo(kinds);
    }

    private static long noType(DecodeContext context, int flags) {
        return withoutMagic(context.register(flags)) & NO_TYPE;
    }

    /** Old programs mark their flags with a magic number in the upper half, which says nothing. */
    private static long withoutMagic(long flags) {
        return (flags & MS_MGC_MSK) == MS_MGC_VAL ? flags & ~MS_MGC_MSK : flags;
    }

    private static Value flags(long raw) {
        long flags = withoutMagic(raw);
        if (flags == raw) return MOUNT.flags(raw);
        Value magic = new Value.Symbol(MS_MGC_VAL, "MS_MGC_VAL");
        return flags == 0 ? magic : new Value.Joined(List.of(magic, MOUNT.flags(flags)), "|");
    }

    /** {@code struct mount_attr}: four {@code __u64}: attr_set, attr_clr, propagation, userns_fd. */
    private static Value attributes(DecodeContext context, long address, long size) {
        if (address == 0 || Long.compareUnsigned(size, MOUNT_ATTR_SIZE) < 0) return new Value.Address(address);
        ByteBuffer bytes = context.read(address, MOUNT_ATTR_SIZE);
        if (bytes == null) return new Value.Unreadable(address);
        StructBuilder attributes = new StructBuilder(bytes, 0)
                .flags64("attr_set", 0, ATTRIBUTES)
                .flags64("attr_clr", 8, ATTRIBUTES)
                .add("propagation", PROPAGATION.symbol(bytes.getLong(16)))
                .add("userns_fd", Descriptors.fd(context, bytes.getLong(24)));
        return FileKinds.withTail(context, attributes, address, MOUNT_ATTR_SIZE, size)
                .build();
    }

    /** The lowest 15 bits are a priority. */
    private static Value swap(long raw) {
        long flags = raw & ~SWAP_PRIORITY;
        Value priority = new Value.Int(raw & SWAP_PRIORITY, Base.DECIMAL);
        if (flags == 0) return priority;
        List<Value> parts = new ArrayList<>();
        parts.add(SWAP.flags(flags));
        parts.add(priority);
        return new Value.Joined(parts, "|");
    }
}
