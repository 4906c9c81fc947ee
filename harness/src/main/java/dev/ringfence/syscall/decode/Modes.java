package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.util.ArrayList;
import java.util.List;

/** Types and permissions of files: {@code S_IFDIR|S_ISVTX|0777}. */
final class Modes {
    private static final Vocabulary TYPES = Vocabulary.of("filetypes");
    private static final Vocabulary BITS = Vocabulary.of("modebits");
    private static final long TYPE = 0170000;
    private static final long SPECIAL = 07000;
    private static final long PERMISSIONS = 0777;
    /** Few of the 65536 modes are ever seen. */
    private static final Value[] KNOWN = new Value[(int) TYPE + 010000];

    private Modes() {}

    /** Returns a type and permissions; permissions alone where there is no such type. */
    static Value of(long raw) {
        int mode = (int) (raw & 0xffff);
        Value known = KNOWN[mode];
        if (known == null) {
            known = make(mode);
            KNOWN[mode] = known;
        }
        return known;
    }

    private static Value make(long mode) {
        if (!TYPES.has(mode & TYPE)) return new Value.Int(mode, Base.MODE);
        List<Value> parts = new ArrayList<>();
        parts.add(TYPES.symbol(mode & TYPE));
        if ((mode & SPECIAL) != 0) parts.add(BITS.flags(mode & SPECIAL));
        parts.add(new Value.Int(mode & PERMISSIONS, Base.MODE));
        return new Value.Joined(parts, "|");
    }

    /** Returns whether the mode is that of a device, which has a number of its own. */
    static boolean isDevice(long mode) {
        long type = mode & TYPE;
        return type == 020000 || type == 060000;
    }
}
