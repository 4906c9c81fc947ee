package dev.ringfence.syscall;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * An error number of the kernel.
 *
 * @param number positive, such as 2
 * @param name its name, such as {@code ENOENT}; {@code E123456} where the kernel has none
 * @see <a href="https://man7.org/linux/man-pages/man3/errno.3.html">errno(3)</a>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Errno(int number, String name) {
    public Errno {
        if (number <= 0) throw new IllegalArgumentException("number must be positive but was " + number);
        Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return name;
    }
}
