package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.util.List;

/**
 * Device numbers.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/makedev.3.html">makedev(3)</a>
 */
final class Devices {
    private Devices() {}

    /** Returns {@code makedev(0x1, 0x3)} of a number as glibc packs it: 12 bits of the major around 8 of the minor. */
    static Value makedev(long device) {
        long major = (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
        long minor = (device & 0xff) | (device >>> 12 & 0xffffff00L);
        return of(major & 0xffffffffL, minor);
    }

    /** Returns {@code makedev(0x1, 0x3)}. */
    static Value of(long major, long minor) {
        return new Value.Applied("makedev", List.of(new Value.Int(major, Base.HEX), new Value.Int(minor, Base.HEX)));
    }
}
