package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The extents of a file, {@code FS_IOC_FIEMAP}: what is asked for, and behind {@code =>} what was found. */
final class FileMaps {
    /** {@code struct fiemap}: start at 0, length 8, flags 16, extents found 20, room for them 24. */
    private static final int SIZE = 32;

    private static final Vocabulary FLAGS = Vocabulary.of("fiemap_flags");

    private FileMaps() {}

    static Value decode(DecodeContext context, int index) {
        long address = context.register(index);
        @Nullable ByteBuffer bytes = context.read(address, SIZE);
        if (bytes == null) return address == 0 ? new Value.Address(0) : new Value.Unreadable(address);
        if (!context.isExit()) return new Value.Pending(asked(bytes), true);
        Value before = context.before(index);
        if (before == null) return asked(bytes);
        if (context.failed()) return before;
        Value found = new Value.Struct(
                List.of(
                        new Field("fm_flags", flags(bytes)),
                        new Field("fm_mapped_extents", unsigned(bytes.getInt(20)))),
                true);
        return new Value.Changed(before, found);
    }

    private static Value asked(ByteBuffer bytes) {
        return new Value.Struct(
                List.of(
                        new Field("fm_start", new Value.Int(bytes.getLong(0), Base.UNSIGNED)),
                        new Field("fm_length", new Value.Int(bytes.getLong(8), Base.UNSIGNED)),
                        new Field("fm_flags", flags(bytes)),
                        new Field("fm_extent_count", unsigned(bytes.getInt(24)))),
                false);
    }

    private static Value flags(ByteBuffer bytes) {
        return FLAGS.flags(bytes.getInt(16) & 0xffffffffL);
    }

    private static Value unsigned(int number) {
        return new Value.Int(number & 0xffffffffL, Base.DECIMAL);
    }
}
