package dev.ringfence.syscall;

import dev.ringfence.kernelfs.KernelText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The system calls of one ABI, up to Linux 6.18, from the resource {@code syscalls-ABI.tsv}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/syscalls.2.html">syscalls(2)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SyscallTable {
    /** Each is read when it is first asked for: most programs make all their calls through one. */
    private static final Map<Abi, SyscallTable> TABLES = new ConcurrentHashMap<>();

    private final Abi abi;
    private final NavigableMap<Integer, Syscall> calls = new TreeMap<>();
    /** The same as an array from the least number: the table is asked at every stop. */
    private final @Nullable Syscall[] byNumber;

    private final int least;
    private final Map<String, Integer> numbers = new HashMap<>();

    private SyscallTable(Abi abi, List<Syscall> rows) {
        this.abi = abi;
        for (Syscall call : rows) {
            calls.put(call.number(), call);
            numbers.put(call.name(), call.number());
        }
        least = calls.firstKey();
        byNumber = new Syscall[calls.lastKey() - least + 1];
        for (Syscall call : rows) byNumber[call.number() - least] = call;
    }

    private static SyscallTable load(Abi abi) {
        String resource = "syscalls-" + abi + ".tsv";
        return new SyscallTable(abi, parse(abi, resource, Resource.text(resource)));
    }

    static List<Syscall> parse(Abi abi, String source, String text) {
        List<Syscall> rows = new ArrayList<>();
        Set<Integer> numbers = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (KernelText.Line line : Resource.lines(source, text)) {
            List<String> fields = line.fields();
            if (fields.size() != 3) throw line.error("name", "expected a number, a name and categories");
            int number = line.decimalInt(fields.get(0), "number");
            Syscall call = new Syscall(abi, number, fields.get(1), categories(line, fields.get(2)));
            if (!numbers.add(call.number())) throw line.error("number", call.number() + " is there twice");
            if (!names.add(call.name())) throw line.error("name", call.name() + " is there twice");
            rows.add(call);
        }
        return rows;
    }

    private static Set<Category> categories(KernelText.Line line, String field) {
        Set<Category> categories = EnumSet.noneOf(Category.class);
        if (field.equals("-")) return categories;
        for (String text : Resource.list(field)) {
            categories.add(
                    Category.find(text).orElseThrow(() -> line.error("categories", "\"" + text + "\" is no category")));
        }
        return categories;
    }

    /** Returns the table of an ABI. */
    public static SyscallTable of(Abi abi) {
        SyscallTable known = TABLES.get(abi);
        return known != null ? known : TABLES.computeIfAbsent(abi, SyscallTable::load);
    }

    /** Returns the table of 64-bit x86. */
    public static SyscallTable x86_64() {
        return of(Abi.X86_64);
    }

    /** Returns the table of 64-bit ARM. */
    public static SyscallTable aarch64() {
        return of(Abi.AARCH64);
    }

    /**
     * Returns a call.
     *
     * @param number as the kernel gets it: in {@code orig_rax} on x86
     * @return it, or a call {@code syscall_0x1f4} for a number that this table does not know
     */
    public Syscall call(int number) {
        long index = (long) number - least;
        Syscall known = index >= 0 && index < byNumber.length ? byNumber[(int) index] : null;
        return known != null ? known : Syscall.unknown(abi, number);
    }

    /** Returns whether there is a call with this number, up to the Linux that the table is of. */
    public boolean knows(int number) {
        return calls.containsKey(number);
    }

    /** Returns the kernel's name of a call, or {@code syscall_0x1f4} for a number that this table does not know. */
    public String name(int number) {
        return call(number).name();
    }

    /** Returns the number of the call with this name, if there is one. */
    public OptionalInt number(String name) {
        Integer number = numbers.get(name);
        return number != null ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** Returns the call with this name, if there is one. */
    public Optional<Syscall> find(String name) {
        return Optional.ofNullable(numbers.get(name)).map(calls::get);
    }

    /** Returns all calls, by number. */
    public Collection<Syscall> calls() {
        return Collections.unmodifiableCollection(calls.values());
    }

    /** Returns all names, sorted. */
    public Set<String> names() {
        return Collections.unmodifiableSet(new TreeSet<>(numbers.keySet()));
    }
}
