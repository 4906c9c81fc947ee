package dev.ringfence.program;

import dev.ringfence.program.Layout.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;

/** Writes what is before a call: thread, time, number, instruction pointer. */
final class Leader {
    private static final int MICRO = 1000;
    private static final long SECOND = 1_000_000;
    private static final String UNKNOWN_POINTER = "[????????????????] ";

    private final Layout layout;
    private final boolean plainId;
    private final boolean bracketedId;
    private final ZoneId zone = ZoneId.systemDefault();
    private long lastMicros;
    private long clockSecond = -1;
    private String clockText = "";

    /**
     * Makes one.
     *
     * @param plainId whether lines begin with the thread, as in files of several threads
     * @param bracketedId whether they do as soon as there are several threads
     */
    Leader(Layout layout, boolean plainId, boolean bracketedId) {
        this.layout = layout;
        this.plainId = plainId;
        this.bracketedId = bracketedId;
    }

    /** Appends what begins every line: also of a signal, or of an end, with the call that the thread was in last. */
    void append(StringBuilder out, Tracee tracee, int threads) {
        if (plainId) {
            number(out, tracee.tid, 5, false).append(' ');
        } else if (bracketedId && threads > 1) {
            number(out.append("[pid "), tracee.tid, 5, true).append("] ");
        }
        if (layout.clock() != Clock.NONE || layout.relative()) time(out);
        if (layout.callNumbers()) {
            number(out.append('['), tracee.call == null ? 0 : tracee.call.number(), 4, true)
                    .append("] ");
        }
        if (layout.instructionPointers()) {
            long pointer = tracee.instructionPointer;
            out.append(pointer == 0 ? UNKNOWN_POINTER : String.format(Locale.ROOT, "[%016x] ", pointer));
        }
    }

    private void time(StringBuilder out) {
        Instant now = Instant.now();
        long micros = now.getEpochSecond() * SECOND + now.getNano() / MICRO;
        if (layout.clock() != Clock.NONE) {
            wallClock(out, micros).append(' ');
        }
        if (layout.relative()) {
            long since = lastMicros == 0 ? 0 : Math.max(0, micros - lastMicros);
            lastMicros = micros;
            if (layout.clock() != Clock.NONE) out.append("(+");
            number(out, since / SECOND, 6, true);
            fraction(out, since % SECOND);
            out.append(layout.clock() != Clock.NONE ? ") " : " ");
        }
    }

    private StringBuilder wallClock(StringBuilder out, long micros) {
        long second = micros / SECOND;
        if (layout.clock() == Clock.EPOCH) {
            out.append(second);
        } else {
            if (second != clockSecond) {
                clockSecond = second;
                LocalTime time = Instant.ofEpochSecond(second).atZone(zone).toLocalTime();
                clockText = String.format(
                        Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
            }
            out.append(clockText);
        }
        if (layout.clock() != Clock.SECONDS) fraction(out, micros % SECOND);
        return out;
    }

    /** Appends six digits behind a point. */
    static void fraction(StringBuilder out, long micros) {
        out.append('.');
        for (long unit = SECOND / 10; unit > 0; unit /= 10) {
            out.append((char) ('0' + micros / unit % 10));
        }
    }

    private static StringBuilder number(StringBuilder out, long value, int width, boolean right) {
        String digits = Long.toString(value);
        String blanks = " ".repeat(Math.max(0, width - digits.length()));
        return right ? out.append(blanks).append(digits) : out.append(digits).append(blanks);
    }
}
