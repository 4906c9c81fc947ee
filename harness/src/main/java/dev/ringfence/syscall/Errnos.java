package dev.ringfence.syscall;

import java.util.Map;
import org.apiguardian.api.API;

/**
 * The error numbers of Linux on x86_64.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/errno.3.html">errno(3)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Errnos {
    private static final Map<Integer, String> NAMES = NumberTable.read("errnos-x86_64.tsv");

    private Errnos() {}

    /**
     * Returns the error with this number.
     *
     * @param number positive, such as 2
     * @return the error; its name is {@code E123456} where the kernel has none
     */
    public static Errno of(int number) {
        String name = NAMES.get(number);
        return new Errno(number, name != null ? name : "E" + number);
    }

    /** Returns whether the kernel has a name for a number. */
    public static boolean isKnown(int number) {
        return NAMES.containsKey(number);
    }
}
