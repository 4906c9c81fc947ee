package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.Errno;
import dev.ringfence.syscall.Errnos;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Mappings and where their pages lie. */
final class MemoryKinds {
    private static final Vocabulary MAP = Vocabulary.of("map");
    private static final Vocabulary TYPES = Vocabulary.of("maptype");
    private static final Vocabulary POLICIES = Vocabulary.of("mempolicy");
    private static final Vocabulary POLICY_MODES = Vocabulary.of("mempolicymodes");
    private static final long LOW_32 = 0xffffffffL;
    private static final long TYPE = 0xf;
    private static final long MREMAP_FIXED = 2;
    private static final long MODES = 0xe000;
    private static final long MPOL_F_NODE = 1;
    private static final long PAGE = 4096;
    private static final int MAX_ERRNO = 4095;

    private MemoryKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("mapflags", (context, index) -> map(context.register(index) & LOW_32));
        kinds.add("remapaddress", details -> {
            int flags = TextKinds.argument(details);
            return (context, index) -> (context.register(flags) & MREMAP_FIXED) == 0
                    ? Omitted.VALUE
                    : new Value.Address(context.register(index));
        });
        kinds.add("residency", details -> {
            int length = TextKinds.argument(details);
            return (context, index) -> residency(context, context.register(index), context.register(length));
        });
        kinds.add("policy", (context, index) -> policy(context.register(index) & LOW_32));
        kinds.add("policy64", (context, index) -> policy(context.register(index)));
        kinds.add("outpolicy", details -> {
            int flags = TextKinds.argument(details);
            return Pointers.out(Integer.BYTES, Pointers.boxed((c, bytes, at) -> {
                int mode = bytes.getInt(at);
                boolean node = (c.register(flags) & MPOL_F_NODE) != 0;
                return node ? new Value.Int(mode, Base.DECIMAL) : policy(mode & LOW_32);
            }));
        });
        kinds.add("nodemask", details -> {
            int bits = TextKinds.argument(details);
            return (context, index) -> nodes(context, context.register(index), context.register(bits));
        });
        kinds.add("outnodemask", details -> {
            int bits = TextKinds.argument(details);
            return (context, index) -> {
                if (!context.isExit()) return new Value.Pending(null);
                long address = context.register(index);
                return context.failed() ? new Value.Address(address) : nodes(context, address, context.register(bits));
            };
        });
        addPages(kinds);
    }

    private static void addPages(Kinds kinds) {
        kinds.add("pages", details -> {
            int count = TextKinds.argument(details);
            return (context, index) -> Pointers.array(
                    context,
                    context.register(index),
                    context.register(count),
                    Long.BYTES,
                    (c, bytes, at) -> new Value.Address(bytes.getLong(at)));
        });
        kinds.add("ints", details -> {
            int count = TextKinds.argument(details);
            return (context, index) -> Pointers.array(
                    context,
                    context.register(index),
                    context.register(count),
                    Integer.BYTES,
                    (c, bytes, at) -> new Value.Int(bytes.getInt(at), Base.DECIMAL));
        });
        kinds.add("pagestatus", details -> {
            int count = TextKinds.argument(details);
            return (context, index) -> {
                if (!context.isExit()) return new Value.Pending(null);
                long address = context.register(index);
                if (context.failed()) return new Value.Address(address);
                return Pointers.array(
                        context, address, context.register(count), Integer.BYTES, MemoryKinds::pageStatus);
            };
        });
    }

    private static Value map(long raw) {
        List<Value> parts = new ArrayList<>(3);
        parts.add(TYPES.symbol(raw & TYPE));
        Value huge = TransferKinds.huge(raw, "MAP_HUGE_SHIFT");
        long flags = TransferKinds.withoutHuge(raw) & ~TYPE;
        if (flags != 0) parts.add(MAP.flags(flags));
        if (huge != null) parts.add(huge);
        return parts.size() == 1 ? parts.get(0) : new Value.Joined(parts, "|");
    }

    /** {@code mincore} fills in a byte for each page; its lowest bit says whether the page is resident. */
    private static Value residency(DecodeContext context, long address, long length) {
        if (!context.isExit()) return new Value.Pending(null);
        if (context.failed()) return new Value.Address(address);
        long pages = Long.divideUnsigned(length, PAGE) + (Long.remainderUnsigned(length, PAGE) == 0 ? 0 : 1);
        return Pointers.array(
                context, address, pages, 1, (c, bytes, at) -> new Value.Int(bytes.get(at) & 1, Base.DECIMAL));
    }

    private static Value policy(long raw) {
        long modes = raw & MODES;
        long policy = raw & ~MODES;
        if (modes == 0) return POLICIES.symbol(raw);
        if (POLICIES.has(policy)) return FsConfigKinds.joined(POLICIES.symbol(policy), POLICY_MODES.flags(modes));
        return POLICY_MODES.flags(raw);
    }

    /** The kernel takes one bit fewer than it is told. */
    private static Value nodes(DecodeContext context, long address, long bits) {
        long words = (bits + Long.SIZE - 2) >>> 6;
        if (words == 0 && bits != 0) return new Value.Address(address);
        return Pointers.array(context, address, words, Long.BYTES, MemoryKinds::word);
    }

    /** Padded to 16 characters, with the prefix among them. */
    private static Value word(DecodeContext context, ByteBuffer bytes, int at) {
        long word = bytes.getLong(at);
        String digits = Long.toHexString(word);
        if (word == 0) return new Value.Symbol(0, "0".repeat(16));
        return new Value.Symbol(word, "0x" + "0".repeat(Math.max(0, 14 - digits.length())) + digits);
    }

    private static Value pageStatus(DecodeContext context, ByteBuffer bytes, int at) {
        int status = bytes.getInt(at);
        if (status >= 0 || status < -MAX_ERRNO) return new Value.Int(status, Base.DECIMAL);
        Errno errno = Errnos.of(-status);
        return new Value.Symbol(status, "-" + errno.name());
    }
}
