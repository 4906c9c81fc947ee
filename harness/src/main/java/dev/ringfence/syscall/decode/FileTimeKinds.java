package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.List;

/** The times that {@code utimensat} and its elders set: of the last access, and of the last change. */
final class FileTimeKinds {
    private static final long UTIME_NOW = (1L << 30) - 1;
    private static final long UTIME_OMIT = (1L << 30) - 2;
    private static final int PAIR = 2 * Times.SIZE;
    private static final int UTIMBUF = 16;

    private FileTimeKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("utimens", Pointers.in(PAIR, pair(FileTimeKinds::timespec)));
        kinds.add("utimes", Pointers.in(PAIR, pair(FileTimeKinds::timeval)));
        kinds.add("utimbuf", Pointers.in(UTIMBUF, FileTimeKinds::utimbuf));
    }

    private static Layout pair(Layout one) {
        return (context, bytes, offset) -> new Value.Sequence(
                List.of(one.decode(context, bytes, offset), one.decode(context, bytes, offset + Times.SIZE)), false);
    }

    private static Value timespec(DecodeContext context, ByteBuffer bytes, int offset) {
        long nanos = bytes.getLong(offset + 8);
        if (nanos == UTIME_NOW) return new Value.Word("UTIME_NOW");
        if (nanos == UTIME_OMIT) return new Value.Word("UTIME_OMIT");
        return Dates.withNanos(Times.timespec(context, bytes, offset), bytes.getLong(offset), nanos);
    }

    private static Value timeval(DecodeContext context, ByteBuffer bytes, int offset) {
        Value time = Times.timeval(context, bytes, offset);
        return Dates.withMicros(time, bytes.getLong(offset), bytes.getLong(offset + 8));
    }

    private static Value utimbuf(DecodeContext context, ByteBuffer bytes, int offset) {
        return new StructBuilder(bytes, offset)
                .add("actime", seconds(bytes.getLong(offset)))
                .add("modtime", seconds(bytes.getLong(offset + 8)))
                .build();
    }

    private static Value seconds(long seconds) {
        return Dates.withNanos(new Value.Int(seconds, Base.DECIMAL), seconds, 0);
    }
}
