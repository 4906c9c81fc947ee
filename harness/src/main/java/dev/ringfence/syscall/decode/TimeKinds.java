package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Timers, sleeps, the date. */
final class TimeKinds {
    private static final int INTERVAL_SIZE = 2 * Times.SIZE;
    private static final int ZONE_SIZE = 8;
    /** The call was interrupted and will be taken up again: only then the kernel says how much time is left. */
    private static final long RESTART_BLOCK = -516;

    private static final int ABSTIME = 1;
    private static final int FLAGS = 1;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("u-MM-dd'T'HH:mm:ssZ", Locale.ROOT);

    private TimeKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("itimerval", Pointers.in(INTERVAL_SIZE, TimeKinds::itimerval));
        kinds.add("outitimerval", Pointers.out(INTERVAL_SIZE, TimeKinds::itimerval));
        kinds.add("itimerspec", Pointers.in(INTERVAL_SIZE, TimeKinds::itimerspec));
        kinds.add("outitimerspec", Pointers.out(INTERVAL_SIZE, TimeKinds::itimerspec));
        kinds.add("timezone", Pointers.in(ZONE_SIZE, TimeKinds::timezone));
        kinds.add("outtimezone", Pointers.out(ZONE_SIZE, TimeKinds::timezone));
        kinds.add("remaining", TimeKinds::remaining);
        kinds.add("clock_remaining", (context, index) -> {
            boolean absolute = (context.register(FLAGS) & ABSTIME) != 0;
            return absolute && context.isExit()
                    ? new Value.Address(context.register(index))
                    : remaining(context, index);
        });
        kinds.add("timex", Timex::decode);
        kinds.addResultOf("timex", details -> {
            int index = TextKinds.argument(details);
            return context -> Timex.state(context, index);
        });
        kinds.add("sigevent", Pointers.in(SignalEvents.SIZE, SignalEvents::decode));
        kinds.add("outtime", Pointers.out(Long.BYTES, Pointers.boxed(TimeKinds::seconds)));
        kinds.addResult("time", context -> {
            long seconds = context.result();
            return new Result(new Value.Int(seconds, Base.UNSIGNED), null, null, seconds == 0 ? null : date(seconds));
        });
    }

    private static Value itimerval(DecodeContext context, ByteBuffer bytes, int offset) {
        return interval(context, bytes, offset, Times.TIMEVAL);
    }

    private static Value itimerspec(DecodeContext context, ByteBuffer bytes, int offset) {
        return interval(context, bytes, offset, Times.TIMESPEC);
    }

    private static Value interval(DecodeContext context, ByteBuffer bytes, int offset, Layout time) {
        return new StructBuilder(bytes, offset)
                .add("it_interval", time.decode(context, bytes, offset))
                .add("it_value", time.decode(context, bytes, offset + Times.SIZE))
                .build();
    }

    private static Value timezone(DecodeContext context, ByteBuffer bytes, int offset) {
        return new StructBuilder(bytes, offset)
                .i32("tz_minuteswest", 0)
                .i32("tz_dsttime", Integer.BYTES)
                .build();
    }

    private static Value remaining(DecodeContext context, int index) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        return context.result() == RESTART_BLOCK
                ? Pointers.struct(context, address, Times.SIZE, Times.TIMESPEC)
                : new Value.Address(address);
    }

    private static Value seconds(DecodeContext context, ByteBuffer bytes, int offset) {
        long seconds = bytes.getLong(offset);
        Value number = new Value.Int(seconds, Base.DECIMAL);
        String date = seconds == 0 ? null : date(seconds);
        return date == null ? number : new Value.Noted(number, date);
    }

    /** Returns the date in the zone of the tracer, as strace does; null for one that is out of reach. */
    private static @Nullable String date(long seconds) {
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) return null;
        return DATE.format(Instant.ofEpochSecond(seconds).atZone(ZoneId.systemDefault()));
    }
}
