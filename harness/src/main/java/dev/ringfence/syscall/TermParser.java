package dev.ringfence.syscall;

import dev.ringfence.kernelfs.KernelText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads one term of a {@link CallSelection}. */
final class TermParser {
    /** Categories that strace accepts without {@code %}, as it did before it had that sign. */
    private static final Set<String> WITHOUT_SIGN =
            Set.of("file", "desc", "process", "network", "signal", "ipc", "memory");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}|0x[0-9a-f]{1,8}");

    private final Set<Abi> abis;

    TermParser(Set<Abi> abis) {
        this.abis = Set.copyOf(abis);
    }

    /**
     * Returns what a term selects.
     *
     * @param term without {@code !} in front
     * @param list that it is from, for messages
     */
    Predicate<Syscall> parse(String term, String list) {
        boolean optional = term.startsWith("?");
        String wanted = optional ? term.substring(1) : term;
        int at = wanted.lastIndexOf('@');
        if (at < 0) return selector(wanted, optional, list);
        String personality = personality(wanted, at);
        return selector(wanted.substring(0, at), optional, list)
                .and(call -> call.abi().personality().equals(personality));
    }

    private static String personality(String wanted, int at) {
        String personality = wanted.substring(at + 1);
        if (Arrays.stream(Abi.values()).noneMatch(abi -> abi.personality().equals(personality)))
            throw new IllegalArgumentException(
                    "\"" + wanted + "\" must end in @64, @32 or @x32 but ends in @" + personality);
        return personality;
    }

    private Predicate<Syscall> selector(String wanted, boolean optional, String list) {
        if (wanted.equals("all")) return call -> true;
        if (wanted.equals("none")) return none(list);
        if (wanted.startsWith("/")) return pattern(wanted, optional);
        Optional<Predicate<Syscall>> found = wanted.startsWith("%")
                ? category(wanted.substring(1))
                : number(wanted).or(() -> name(wanted));
        return found.orElseGet(() -> {
            if (optional) return call -> false;
            throw new IllegalArgumentException(unknown(wanted));
        });
    }

    private static Predicate<Syscall> none(String list) {
        if (list.contains(","))
            throw new IllegalArgumentException("\"none\" must stand alone but is in \"" + list + "\"");
        return call -> false;
    }

    private Predicate<Syscall> pattern(String wanted, boolean optional) {
        boolean closed = wanted.length() > 1 && wanted.endsWith("/");
        Pattern pattern = compiled(wanted, wanted.substring(1, closed ? wanted.length() - 1 : wanted.length()));
        Predicate<Syscall> matches = call -> pattern.matcher(call.name()).find();
        if (!optional && !isAny(matches))
            throw new IllegalArgumentException("\"" + wanted + "\" matches the name of no system call");
        return matches;
    }

    private static Pattern compiled(String wanted, String regex) {
        if (regex.isEmpty()) throw new IllegalArgumentException("\"" + wanted + "\" has no regular expression");
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "\"" + wanted + "\" is not a regular expression: " + e.getDescription() + " near index "
                            + e.getIndex(),
                    e);
        }
    }

    private static Optional<Predicate<Syscall>> category(String text) {
        return Category.find(text).map(category -> call -> call.categories().contains(category));
    }

    private Optional<Predicate<Syscall>> number(String wanted) {
        if (!NUMBER.matcher(wanted).matches()) return Optional.empty();
        KernelText.Line line = KernelText.line("list of calls", wanted);
        long number =
                wanted.startsWith("0x") ? line.hex(wanted.substring(2), "number") : line.decimal(wanted, "number");
        // strace takes the numbers of x32 without the bit.
        return known(call -> call.number() == number || (call.number() & ~Abi.X32_BIT) == number);
    }

    private Optional<Predicate<Syscall>> name(String wanted) {
        Optional<Predicate<Syscall>> found = known(call -> call.name().equals(wanted));
        if (found.isEmpty())
            found = FamilyTable.find(wanted)
                    .map(family -> call -> call.family().filter(family::equals).isPresent());
        return found.isPresent() || !WITHOUT_SIGN.contains(wanted) ? found : category(wanted);
    }

    private Optional<Predicate<Syscall>> known(Predicate<Syscall> selector) {
        return isAny(selector) ? Optional.of(selector) : Optional.empty();
    }

    private boolean isAny(Predicate<Syscall> selector) {
        return abis.stream()
                .anyMatch(abi -> SyscallTable.of(abi).calls().stream().anyMatch(selector));
    }

    private String unknown(String wanted) {
        List<String> known = new ArrayList<>();
        Category.texts().forEach(category -> known.add("%" + category));
        if (wanted.startsWith("%")) return "\"" + wanted + "\" is not a category of system calls" + hint(wanted, known);
        if (NUMBER.matcher(wanted).matches()) return "\"" + wanted + "\" is not the number of a system call";
        abis.forEach(abi -> known.addAll(SyscallTable.of(abi).names()));
        FamilyTable.all().forEach(family -> known.add(family.name()));
        return "\"" + wanted + "\" is neither a system call nor a family of system calls" + hint(wanted, known);
    }

    private static String hint(String wanted, List<String> known) {
        return NearestNames.hint(
                wanted.toLowerCase(Locale.ROOT), known.stream().distinct().toList());
    }
}
