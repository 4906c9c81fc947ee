package dev.ringfence.syscall;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * Numbers and names of the system calls of one architecture.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/syscalls.2.html">syscalls(2)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SyscallTable {
    private static final SyscallTable X86_64 = new SyscallTable(NumberTable.read("syscalls-x86_64.tsv"));

    private final Map<Integer, String> names;
    private final Map<String, Integer> numbers = new HashMap<>();

    private SyscallTable(Map<Integer, String> names) {
        this.names = Map.copyOf(names);
        names.forEach((number, name) -> numbers.put(name, number));
    }

    /** Returns the table of 64-bit x86. */
    public static SyscallTable x86_64() {
        return X86_64;
    }

    /**
     * Returns the kernel's name of a call.
     *
     * @param number as in {@code orig_rax}
     * @return its name, or {@code syscall_0x1f4} for a call this table does not know: one that is newer, or of the x32
     *     interface
     */
    public String name(int number) {
        String name = names.get(number);
        return name != null ? name : "syscall_0x" + Integer.toHexString(number);
    }

    /** Returns the number of the call with this name, if there is one. */
    public OptionalInt number(String name) {
        Integer number = numbers.get(name);
        return number != null ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** Returns all names, sorted. */
    public Set<String> names() {
        return Collections.unmodifiableSet(new TreeSet<>(numbers.keySet()));
    }
}
