package dev.ringfence.syscall.decode;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Levels and options of sockets, from the resource {@code socket-options.tsv}. */
final class SocketOptions {
    private static final Map<Integer, Level> LEVELS = parse("socket-options.tsv", Resources.text("socket-options.tsv"));
    private static final Option UNKNOWN = new Option(null, null, "auto", "auto");

    private SocketOptions() {}

    /**
     * An option.
     *
     * @param setName what it is called where it is set; the same number may mean something else where it is read
     * @param set how its value is shown where it is set
     */
    record Option(@Nullable Value setName, @Nullable Value getName, String set, String get) {}

    /**
     * A protocol level.
     *
     * @param unknown words beside an option without a name; null where such are shown as numbers
     * @param other how the value of an option without a name is shown
     */
    record Level(Value name, @Nullable String unknown, Option other, Map<Integer, Option> options) {}

    static Value level(int level) {
        Level known = LEVELS.get(level);
        return known == null ? Vocabulary.unknown(level & 0xffffffffL, "SOL_??") : known.name();
    }

    static Option option(int level, int option) {
        Level known = LEVELS.get(level);
        return known == null ? UNKNOWN : known.options().getOrDefault(option, known.other());
    }

    static Value name(int level, int option, boolean set) {
        Option known = option(level, option);
        @Nullable Value name = set ? known.setName() : known.getName();
        if (name != null) return name;
        Level of = LEVELS.get(level);
        if (of == null || of.unknown() == null) return new Value.Int(option & 0xffffffffL, Value.Base.DECIMAL);
        return Vocabulary.unknown(option & 0xffffffffL, of.unknown());
    }

    static Map<Integer, Level> parse(String source, String text) {
        Map<Integer, Level> levels = new HashMap<>();
        Map<Integer, Option> options = new HashMap<>();
        for (KernelText.Line line : KernelText.lines(source, text)) {
            if (line.text().startsWith("#")) continue;
            List<String> columns = line.fields();
            int number = line.decimalInt(1, "number");
            String set = line.field(4, "how it is shown where it is set");
            String get = line.field(5, "how it is shown where it is read");
            if (columns.get(0).equals("level")) {
                options = new HashMap<>();
                String unknown = columns.get(3).equals("-") ? null : columns.get(3);
                Value name = new Value.Symbol(number, columns.get(2));
                levels.put(number, new Level(name, unknown, new Option(null, null, set, get), options));
            } else {
                options.put(
                        number, new Option(symbol(number, columns.get(2)), symbol(number, columns.get(3)), set, get));
            }
        }
        return levels;
    }

    private static @Nullable Value symbol(int number, String name) {
        return name.equals("-") ? null : new Value.Symbol(number, name);
    }
}
