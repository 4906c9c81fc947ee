package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;

/**
 * {@code struct sigevent}: sigev_value 0, sigev_signo 8, sigev_notify 12, then a thread id at 16, or function and attributes at
 * 16 and 24.
 */
final class SignalEvents {
    static final int SIZE = 64;

    private static final int SIGNAL = 0;
    private static final int THREAD = 2;
    private static final int THREAD_ID = 4;
    private static final int SIGNO = 8;
    private static final int NOTIFY = 12;
    private static final int FIRST = 16;
    private static final int SECOND = 24;
    private static final Vocabulary NOTIFICATIONS = Vocabulary.of("sigev");

    private SignalEvents() {}

    static Value decode(DecodeContext context, ByteBuffer bytes, int offset) {
        StructBuilder event = new StructBuilder(bytes, offset);
        int notify = event.int32(NOTIFY);
        if (event.int64(0) != 0) {
            Value value = new StructBuilder(bytes, offset)
                    .i32("sival_int", 0)
                    .address("sival_ptr", 0)
                    .build();
            event.add("sigev_value", value);
        }
        boolean signals = notify == SIGNAL || notify == THREAD || notify == THREAD_ID;
        int signo = event.int32(SIGNO);
        event.add("sigev_signo", signals ? Signals.signal(signo) : new Value.Int(signo & 0xffffffffL, Base.DECIMAL));
        event.enum32("sigev_notify", NOTIFY, NOTIFICATIONS);
        if (notify == THREAD_ID) {
            event.i32("sigev_notify_thread_id", FIRST);
        } else if (notify == THREAD) {
            event.address("sigev_notify_function", FIRST).address("sigev_notify_attributes", SECOND);
        }
        return event.build();
    }
}
