package dev.ringfence.syscall;

import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * System calls that do the same thing under the names of different libc versions and architectures. Judges use families,
 * messages show names.
 *
 * @param name plural verb, such as {@code opens}
 * @param members the kernel's names, such as {@code open}, {@code openat}, {@code openat2}, {@code creat}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Family(String name, Set<String> members) {
    public Family {
        Objects.requireNonNull(name, "name");
        members = Set.copyOf(members);
        if (members.isEmpty()) throw new IllegalArgumentException("members must not be empty");
    }
}
