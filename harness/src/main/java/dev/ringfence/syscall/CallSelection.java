package dev.ringfence.syscall;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * System calls that someone asked for, in the language of annotations, configuration and command line: terms with commas
 * between, as {@code strace -e trace=} takes them.
 *
 * <ul>
 *   <li>{@code openat}: the call with this name. {@code 257}: the call with this number. {@code ?openat3}: the call with this name, if there is one.
 *   <li>{@code opens}: a family, see {@link FamilyTable}.
 *   <li>{@code %file}: a category, see {@link Category}; {@code file}, too, as strace once had it.
 *   <li>{@code /^re}: the calls in whose names the regular expression is found; {@code /^re/} says the same.
 *   <li>{@code all}; and {@code none}, which stands alone.
 *   <li>{@code openat@64}, {@code %file@32}, {@code all@x32}: of one personality only.
 *   <li>{@code !} in front of the first term: all but what the terms name. In front of a later term: without what the term
 *       names, as in {@code %file,!stat}; strace knows only the first form.
 * </ul>
 *
 * <p>A number that no table knows is in every selection, as with strace, so that a trace never drops it.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CallSelection {
    private final boolean complement;
    private final List<Predicate<Syscall>> named;
    private final List<Predicate<Syscall>> without;

    private CallSelection(boolean complement, List<Predicate<Syscall>> named, List<Predicate<Syscall>> without) {
        this.complement = complement;
        this.named = List.copyOf(named);
        this.without = List.copyOf(without);
    }

    /**
     * Reads a selection of the calls of any ABI.
     *
     * @throws IllegalArgumentException for a term that names nothing; the message suggests the nearest names
     */
    public static CallSelection parse(String text) {
        return parse(text, EnumSet.allOf(Abi.class));
    }

    /**
     * Reads a selection of the calls of these ABIs.
     *
     * @throws IllegalArgumentException for a term that names nothing in them; the message suggests the nearest names
     */
    public static CallSelection parse(String text, Set<Abi> abis) {
        String list = text.strip();
        boolean complement = isNegated(list);
        TermParser parser = new TermParser(abis);
        List<Predicate<Syscall>> named = new ArrayList<>();
        List<Predicate<Syscall>> without = new ArrayList<>();
        boolean first = true;
        for (String term : Resource.list(afterMarks(list))) {
            boolean negated = !first && isNegated(term);
            String body = first ? term : afterMarks(term);
            first = false;
            if (term.isEmpty()) continue;
            (negated && !complement ? without : named).add(parser.parse(body, list));
        }
        if (named.isEmpty() && without.isEmpty())
            throw new IllegalArgumentException("\"" + text + "\" names no system call");
        return new CallSelection(complement, named, without);
    }

    private static int marks(String text) {
        int marks = 0;
        while (marks < text.length() && text.charAt(marks) == '!') marks++;
        return marks;
    }

    private static boolean isNegated(String text) {
        return marks(text) % 2 == 1;
    }

    private static String afterMarks(String text) {
        return text.substring(marks(text));
    }

    /** Returns whether the call is selected. */
    public boolean contains(Syscall call) {
        return !SyscallTable.of(call.abi()).knows(call.number()) || selects(call);
    }

    private boolean selects(Syscall call) {
        return complement != matches(named, call) && !matches(without, call);
    }

    private static boolean matches(List<Predicate<Syscall>> terms, Syscall call) {
        return terms.stream().anyMatch(term -> term.test(call));
    }

    /** Returns the calls of an ABI that are selected and known, by number. */
    public List<Syscall> calls(Abi abi) {
        return SyscallTable.of(abi).calls().stream().filter(this::selects).toList();
    }

    /** Returns the names of these calls, sorted. */
    public Set<String> names(Abi abi) {
        Set<String> names = new TreeSet<>();
        calls(abi).forEach(call -> names.add(call.name()));
        return names;
    }

    /** Returns the numbers of these calls, sorted; those of x32 with {@link Abi#X32_BIT}. */
    public Set<Integer> numbers(Abi abi) {
        Set<Integer> numbers = new TreeSet<>();
        calls(abi).forEach(call -> numbers.add(call.number()));
        return numbers;
    }
}
