package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.util.List;

/** What processes use and may use: {@code struct rusage}, {@code struct rlimit64}, {@code struct tms}, processor sets. */
final class Usages {
    /** Two timevals and 14 longs. */
    static final int SIZE = 144;

    static final int LIMITS_SIZE = 16;
    private static final int TMS_SIZE = 32;
    private static final int HUNDRED = 100;
    private static final int KIBI = 1024;
    private static final List<String> COUNTS = List.of(
            "ru_maxrss",
            "ru_ixrss",
            "ru_idrss",
            "ru_isrss",
            "ru_minflt",
            "ru_majflt",
            "ru_nswap",
            "ru_inblock",
            "ru_oublock",
            "ru_msgsnd",
            "ru_msgrcv",
            "ru_nsignals",
            "ru_nvcsw",
            "ru_nivcsw");
    private static final Value.Symbol INFINITY = new Value.Symbol(-1, "RLIM64_INFINITY");

    private Usages() {}

    static void addTo(Kinds kinds) {
        kinds.add("outrusage", Pointers.out(SIZE, Usages::rusage));
        kinds.add("rlimit", Pointers.in(LIMITS_SIZE, limits(INFINITY)));
        kinds.add("outrlimit", Pointers.out(LIMITS_SIZE, limits(INFINITY)));
        kinds.add("outtms", Pointers.out(TMS_SIZE, Usages::tms));
    }

    static Value rusage(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder struct = new StructBuilder(bytes, offset)
                .add("ru_utime", Times.timeval(context, bytes, offset))
                .add("ru_stime", Times.timeval(context, bytes, offset + Times.SIZE));
        if (context.options().abbreviate()) return struct.buildAbbreviated();
        for (int i = 0; i < COUNTS.size(); i++) {
            struct.u64(COUNTS.get(i), 2 * Times.SIZE + i * Long.BYTES);
        }
        return struct.build();
    }

    /** Returns the layout of two limits. */
    static Layout limits(Value.Symbol infinity) {
        return (context, bytes, offset) -> new StructBuilder(bytes, offset)
                .add("rlim_cur", limit(bytes.getLong(offset), infinity))
                .add("rlim_max", limit(bytes.getLong(offset + Long.BYTES), infinity))
                .build();
    }

    private static Value limit(long limit, Value.Symbol infinity) {
        if (limit == infinity.raw()) return infinity;
        if (Long.compareUnsigned(limit, KIBI) <= 0 || limit % KIBI != 0) return new Value.Int(limit, Base.UNSIGNED);
        return new Value.Joined(
                List.of(
                        new Value.Int(Long.divideUnsigned(limit, KIBI), Base.UNSIGNED),
                        new Value.Int(KIBI, Base.DECIMAL)),
                "*");
    }

    private static Value tms(DecodeContext context, ByteBuffer bytes, int offset) {
        return new StructBuilder(bytes, offset)
                .add("tms_utime", ticks(bytes.getLong(offset)))
                .add("tms_stime", ticks(bytes.getLong(offset + 8)))
                .add("tms_cutime", ticks(bytes.getLong(offset + 16)))
                .add("tms_cstime", ticks(bytes.getLong(offset + 24)))
                .build();
    }

    /** Returns hundredths of a second, which the kernel tells programs in: {@code 7 /* 0.07 s *}{@code /}. */
    static Value ticks(long ticks) {
        Value number = new Value.Int(ticks, Base.UNSIGNED);
        if (ticks == 0) return number;
        long rest = Long.remainderUnsigned(ticks, HUNDRED);
        String seconds = Long.toUnsignedString(Long.divideUnsigned(ticks, HUNDRED));
        return new Value.Noted(number, seconds + (rest < 10 ? ".0" : ".") + rest + " s");
    }
}
