package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Opening, making and changing files. */
final class FileKinds {
    private static final int O_CREAT = 0100;
    /** {@code O_TMPFILE} without the {@code O_DIRECTORY} that is part of it. */
    private static final int TMPFILE = 020000000;

    private static final Vocabulary OPEN = Vocabulary.of("open");
    private static final Vocabulary RESOLVE = Vocabulary.of("resolve");
    private static final int OPEN_HOW_SIZE = 24;
    /** The kernel refuses larger structures of any kind: a page. */
    private static final long LARGEST_STRUCTURE = 4096;

    private FileKinds() {}

    static void addTo(Kinds kinds) {
        StatLayouts.addTo(kinds);
        kinds.add("openmode", details -> {
            int flags = TextKinds.argument(details);
            return (context, index) -> creates(context.register(flags)) ? mode(context.register(index)) : Omitted.VALUE;
        });
        kinds.add("openhow", details -> {
            int size = TextKinds.argument(details);
            return (context, index) -> openHow(context, context.register(index), context.register(size));
        });
        kinds.add("filemode", (context, index) -> Modes.of(context.register(index)));
        kinds.add("device", (context, index) -> Devices.makedev(context.register(index) & 0xffffffffL));
        kinds.add("nodedevice", details -> {
            int mode = TextKinds.argument(details);
            return (context, index) -> Modes.isDevice(context.register(mode))
                    ? Devices.makedev(context.register(index) & 0xffffffffL)
                    : Omitted.VALUE;
        });
    }

    private static boolean creates(long flags) {
        return (flags & (O_CREAT | TMPFILE)) != 0;
    }

    private static Value mode(long register) {
        return new Value.Int(register & 0xffff, Base.MODE);
    }

    /** {@code struct open_how}: three {@code __u64}: flags, mode, resolve; later kernels may have more. */
    private static Value openHow(DecodeContext context, long address, long size) {
        if (address == 0) return new Value.Address(0);
        if (Long.compareUnsigned(size, OPEN_HOW_SIZE) < 0) return new Value.Address(address);
        ByteBuffer bytes = context.read(address, OPEN_HOW_SIZE);
        if (bytes == null) return new Value.Unreadable(address);
        StructBuilder how = new StructBuilder(bytes, 0);
        how.flags64("flags", 0, OPEN);
        long mode = how.int64(8);
        if (mode != 0 || creates(how.int64(0))) how.add("mode", new Value.Int(mode, Base.MODE));
        how.flags64("resolve", 16, RESOLVE);
        return withTail(context, how, address, OPEN_HOW_SIZE, size).build();
    }

    /** Adds what lies behind the known part of a structure that the program says is larger: nothing where it is zero. */
    static StructBuilder withTail(DecodeContext context, StructBuilder struct, long address, int known, long size) {
        if (Long.compareUnsigned(size, known) <= 0) return struct;
        long length = Long.compareUnsigned(size, LARGEST_STRUCTURE) > 0 ? LARGEST_STRUCTURE : size;
        ByteBuffer tail = context.read(address + known, (int) length - known);
        if (tail == null) return struct.add("", new Value.Word("???"));
        byte[] bytes = new byte[tail.capacity()];
        tail.get(0, bytes);
        boolean zero = true;
        for (byte b : bytes) {
            zero &= b == 0;
        }
        if (zero) return struct;
        int limit = Math.min(bytes.length, context.options().stringLimit());
        String latin1 = new String(bytes, 0, limit, StandardCharsets.ISO_8859_1);
        Value rest = new Value.Text(latin1, limit < bytes.length, true);
        String which = "/* bytes " + known + ".." + Long.toUnsignedString(size - 1) + " */ ";
        return struct.add("", new Value.Joined(List.of(new Value.Word(which), rest), ""));
    }
}
