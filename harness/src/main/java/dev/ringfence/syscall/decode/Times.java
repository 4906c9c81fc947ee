package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import java.nio.ByteBuffer;

/** Seconds with nanoseconds or microseconds: {@code {tv_sec=1, tv_nsec=0}}. */
final class Times {
    /** {@code struct __kernel_timespec} and {@code struct timeval} on 64 bits: two longs. */
    static final int SIZE = 16;

    static final Layout TIMESPEC = Times::timespec;
    static final Layout TIMEVAL = Times::timeval;

    private static final int FRACTION = 8;

    private Times() {}

    static Value timespec(DecodeContext context, ByteBuffer bytes, int offset) {
        return new StructBuilder(bytes, offset)
                .i64("tv_sec", 0)
                .u64("tv_nsec", FRACTION)
                .build();
    }

    static Value timeval(DecodeContext context, ByteBuffer bytes, int offset) {
        return new StructBuilder(bytes, offset)
                .i64("tv_sec", 0)
                .u64("tv_usec", FRACTION)
                .build();
    }

    /** Adds the kinds of a time that the program passes, and of one that the kernel fills in. */
    static void addTo(Kinds kinds) {
        kinds.add("timespec", Pointers.in(SIZE, TIMESPEC));
        kinds.add("outtimespec", Pointers.out(SIZE, TIMESPEC));
        kinds.add("timeval", Pointers.in(SIZE, TIMEVAL));
        kinds.add("outtimeval", Pointers.out(SIZE, TIMEVAL));
    }
}
