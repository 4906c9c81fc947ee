package dev.ringfence.assertions.evidence;

import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.SyscallTable;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/** Names of calls in a recording: the kernel's, with the ABI in front of one that is not of x86_64's table ({@code i386:openat}). */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CallNames {
    /** Why nothing is known of a call through another ABI. */
    public static final String FOREIGN = "it is not of x86_64's table, so its arguments are not known";

    private CallNames() {}

    /** Returns whether a call came through another table than that of x86_64. */
    public static boolean isForeign(String name) {
        return name.indexOf(':') >= 0;
    }

    /**
     * Returns whether a call has one of these names, through whatever ABI: some ABIs have the same call under a name that
     * x86_64 has not ({@code i386:stat64}).
     */
    public static Predicate<String> among(Set<String> names) {
        return name -> names.contains(base(name)) || (isForeign(name) && isRelated(name, names));
    }

    private static boolean isRelated(String name, Set<String> names) {
        return abi(name)
                .flatMap(abi -> SyscallTable.of(abi).find(base(name)))
                .flatMap(Syscall::family)
                .filter(family -> family.members().stream().anyMatch(names::contains))
                .isPresent();
    }

    private static String base(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static Optional<Abi> abi(String name) {
        return Arrays.stream(Abi.values())
                .filter(abi -> name.startsWith(abi + ":"))
                .findFirst();
    }
}
