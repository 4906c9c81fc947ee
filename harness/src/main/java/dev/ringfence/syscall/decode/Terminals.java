package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of a terminal, as strace abbreviates them.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/termios.3.html">termios(3)</a>
 */
final class Terminals {
    private static final Vocabulary INPUT = Vocabulary.of("termios_iflag");
    private static final Vocabulary OUTPUT = Vocabulary.of("termios_oflag");
    private static final Vocabulary CONTROL = Vocabulary.of("termios_cflag");
    private static final Vocabulary LOCAL = Vocabulary.of("termios_lflag");
    private static final Vocabulary SPEEDS = Vocabulary.of("baud");
    private static final List<String> CHARACTER_SIZES = List.of("CS5", "CS6", "CS7", "CS8");
    private static final int SPEED = 0x100f;
    private static final int INPUT_SPEED_SHIFT = 16;
    private static final int CHARACTER_SIZE = 0x30;
    private static final long LOW_32 = 0xffffffffL;

    private Terminals() {}

    /** Returns the size of {@code struct termio}, the kernel's {@code struct termios}, or {@code struct termios2}. */
    static int size(String name) {
        return switch (name) {
            case "termio" -> 18;
            case "termios" -> 36;
            default -> 44;
        };
    }

    static Value termios(DecodeContext context, ByteBuffer bytes, int at) {
        return settings(
                bytes.getInt(at) & LOW_32,
                bytes.getInt(at + 4) & LOW_32,
                bytes.getInt(at + 8) & LOW_32,
                bytes.getInt(at + 12) & LOW_32);
    }

    static Value termio(DecodeContext context, ByteBuffer bytes, int at) {
        return settings(
                bytes.getShort(at) & 0xffffL,
                bytes.getShort(at + 2) & 0xffffL,
                bytes.getShort(at + 4) & 0xffffL,
                bytes.getShort(at + 6) & 0xffffL);
    }

    private static Value settings(long input, long output, long control, long local) {
        return new Value.Struct(
                List.of(
                        new Field("c_iflag", INPUT.flags(input)),
                        new Field("c_oflag", output(output)),
                        new Field("c_cflag", control(control)),
                        new Field("c_lflag", LOCAL.flags(local))),
                true);
    }

    private static Value output(long raw) {
        List<String> names = new ArrayList<>();
        names.add("NL" + (raw >>> 8 & 1));
        names.add("CR" + (raw >>> 9 & 3));
        long tab = raw >>> 11 & 3;
        names.add(tab == 3 ? "XTABS" : "TAB" + tab);
        names.add("BS" + (raw >>> 13 & 1));
        names.add("VT" + (raw >>> 14 & 1));
        names.add("FF" + (raw >>> 15 & 1));
        return rest(raw, names, OUTPUT, raw & ~0xff00L);
    }

    private static Value control(long raw) {
        List<String> names = new ArrayList<>();
        names.add(speed(raw & SPEED));
        long inputSpeed = raw >>> INPUT_SPEED_SHIFT & SPEED;
        if (inputSpeed != 0) names.add(speed(inputSpeed) + "<<IBSHIFT");
        names.add(CHARACTER_SIZES.get((int) (raw & CHARACTER_SIZE) >> 4));
        return rest(raw, names, CONTROL, raw & ~(SPEED | (long) SPEED << INPUT_SPEED_SHIFT | CHARACTER_SIZE));
    }

    private static String speed(long speed) {
        return ((Value.Symbol) SPEEDS.symbol(speed)).text();
    }

    /** Where no further bit is set, strace leaves the operator there. */
    private static Value rest(long raw, List<String> names, Vocabulary vocabulary, long flags) {
        Value.Flags known = (Value.Flags) vocabulary.flags(flags);
        if (flags == 0) {
            names.add("");
            return new Value.Flags(raw, names, 0, "");
        }
        names.addAll(known.names());
        return new Value.Flags(raw, names, known.rest(), "");
    }
}
