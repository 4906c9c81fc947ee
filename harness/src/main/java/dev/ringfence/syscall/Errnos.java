package dev.ringfence.syscall;

import java.util.ArrayList;
import java.util.List;
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

    /** Second names of errno.h, and what glibc adds to them. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of("EWOULDBLOCK", "EAGAIN", "EDEADLOCK", "EDEADLK", "ENOTSUP", "EOPNOTSUPP");

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

    /**
     * Returns the error with this name.
     *
     * @param name such as {@code ENOENT}
     * @throws IllegalArgumentException if there is none; the message suggests the nearest names
     */
    public static Errno get(String name) {
        String wanted = OTHER_NAMES.getOrDefault(name, name);
        for (Map.Entry<Integer, String> error : NAMES.entrySet()) {
            if (error.getValue().equals(wanted)) return of(error.getKey());
        }
        List<String> known = new ArrayList<>(NAMES.values());
        known.addAll(OTHER_NAMES.keySet());
        throw new IllegalArgumentException("\"" + name + "\" is no error" + NearestNames.hint(name, known));
    }
}
