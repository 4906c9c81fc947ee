package dev.ringfence.syscall.decode;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Names of the constants of one set of flags or of one enumeration, from a resource {@code flags/NAME.tsv}: lines of value
 * and name, in the order in which strace writes them. A third column is a mask: the name applies where the bits of the mask
 * are the value (an enumeration inside of flags, such as {@code O_RDONLY}). The line {@code ?<TAB>O_???} says what is written
 * beside a value without a name.
 */
final class Vocabulary {
    private static final Map<String, Vocabulary> ALL = new ConcurrentHashMap<>();
    private static final int REMEMBERED = 64;
    private static final String UNKNOWN = "?";

    /** Read at the first use: a tracer starts without most of them. */
    private final Supplier<Table> source;

    private @Nullable Table table;
    /** The same combinations come again and again. Values are immutable, so that a race costs a second making only. */
    private final Value.Flags[] remembered = new Value.Flags[REMEMBERED];

    private record Entry(long value, String name, long mask) {
        boolean isEnumerator() {
            return mask != 0;
        }
    }

    private record Table(List<Entry> entries, Map<Long, Value> symbols, String unknown) {
        static Table of(List<Entry> entries, String unknown) {
            Map<Long, Value> symbols = new HashMap<>();
            for (Entry entry : entries) {
                symbols.putIfAbsent(entry.value(), new Value.Symbol(entry.value(), entry.name()));
                if (entry.value() < 0)
                    symbols.putIfAbsent(
                            entry.value() & 0xffffffffL, new Value.Symbol(entry.value() & 0xffffffffL, entry.name()));
            }
            return new Table(List.copyOf(entries), symbols, unknown);
        }
    }

    private Vocabulary(Supplier<Table> source) {
        this.source = source;
    }

    private Table table() {
        Table known = table;
        if (known == null) {
            known = source.get();
            table = known;
        }
        return known;
    }

    /** Returns the vocabulary of {@code flags/NAME.tsv}. */
    static Vocabulary of(String name) {
        String resource = "flags/" + name + ".tsv";
        return ALL.computeIfAbsent(name, n -> new Vocabulary(() -> read(resource, Resources.text(resource))));
    }

    /** Returns the same names with other words beside a value without a name. */
    Vocabulary withUnknown(String words) {
        return new Vocabulary(() -> new Table(table().entries(), table().symbols(), words));
    }

    /** Returns the vocabulary that a kind names: {@code flags(open)} or {@code flags(open,O_???)}. */
    static Vocabulary of(List<String> details) {
        Vocabulary vocabulary = of(details.get(0));
        return details.size() > 1 ? vocabulary.withUnknown(details.get(1)) : vocabulary;
    }

    /** Returns the bits by name. */
    Value flags(long raw) {
        int slot = Long.hashCode(raw * 0x9e3779b97f4a7c15L) >>> 26;
        Value.Flags known = remembered[slot];
        if (known == null || known.raw() != raw) {
            known = makeFlags(raw);
            remembered[slot] = known;
        }
        return known;
    }

    private Value.Flags makeFlags(long raw) {
        List<String> names = new ArrayList<>();
        long rest = raw;
        long decided = 0;
        for (Entry entry : table().entries()) {
            if (entry.isEnumerator()) {
                if ((decided & entry.mask()) == 0 && (raw & entry.mask()) == entry.value()) {
                    names.add(entry.name());
                    decided |= entry.mask();
                    rest &= ~entry.mask();
                }
            } else if (entry.value() == 0 ? raw == 0 : (rest & entry.value()) == entry.value()) {
                names.add(entry.name());
                rest &= ~entry.value();
            }
        }
        return new Value.Flags(raw, names, rest, table().unknown());
    }

    /** Returns one constant by name. */
    Value symbol(long raw) {
        Value symbol = table().symbols().get(raw);
        return symbol != null ? symbol : unknown(raw, table().unknown());
    }

    /** Returns the name of a constant alone, or the words for one without a name. */
    String comment(long raw) {
        return table().symbols().get(raw) instanceof Value.Symbol symbol ? symbol.text() : table().unknown();
    }

    /** Tells all constants with their names. */
    void forEach(BiConsumer<Long, String> consumer) {
        for (Entry entry : table().entries()) {
            consumer.accept(entry.value(), entry.name());
        }
    }

    /** Returns whether a constant has a name. */
    boolean has(long raw) {
        return table().symbols().containsKey(raw);
    }

    /** Returns a value without a name, such as {@code 0x7 /* SEEK_??? *}{@code /}. */
    static Value unknown(long raw, String words) {
        String hex = raw == 0 ? "0" : "0x" + Long.toHexString(raw);
        return new Value.Symbol(raw, words.isEmpty() ? hex : hex + " /* " + words + " */");
    }

    static Vocabulary parse(String source, String text) {
        Table table = read(source, text);
        return new Vocabulary(() -> table);
    }

    private static Table read(String source, String text) {
        List<Entry> entries = new ArrayList<>();
        String unknown = "";
        for (KernelText.Line line : KernelText.lines(source, text)) {
            if (line.text().startsWith("#")) continue;
            List<String> fields = line.fields();
            String name = line.field(1, "name");
            if (line.field(0, "value").equals(UNKNOWN)) {
                unknown = name;
            } else {
                long mask = fields.size() > 2 ? number(line, fields.get(2)) : 0;
                entries.add(new Entry(number(line, fields.get(0)), name, mask));
            }
        }
        return Table.of(entries, unknown);
    }

    private static long number(KernelText.Line line, String text) {
        if (text.startsWith("0x")) return line.hex(text.substring(2), "value");
        if (text.startsWith("0") && text.length() > 1) return line.octal(text.substring(1), "value");
        return line.signed(text, "value");
    }
}
