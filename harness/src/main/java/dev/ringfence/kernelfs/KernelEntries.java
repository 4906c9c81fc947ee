package dev.ringfence.kernelfs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Lines that have a name and a value each, such as those of {@code /proc/meminfo}. A name that comes twice is an error.
 * Entries are taken out one by one, and those that nobody asked for are left over. Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class KernelEntries {
    private final String file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private KernelEntries(String file) {
        this.file = file;
    }

    /** Returns the lines of a text of {@code name: value}; blanks around the value are left out. */
    public static KernelEntries ofColons(String file, Iterable<KernelText.Line> lines) {
        return new KernelEntries(file).addAll(lines, ':');
    }

    /** Returns the lines of a text of {@code name value}, with a blank between. */
    public static KernelEntries ofBlanks(String file, Iterable<KernelText.Line> lines) {
        return new KernelEntries(file).addAll(lines, ' ');
    }

    private KernelEntries addAll(Iterable<KernelText.Line> lines, char separator) {
        for (KernelText.Line line : lines) {
            int end = line.text().indexOf(separator);
            if (end <= 0) throw line.error("name", "expected a name and '" + separator + "'");
            String name = line.text().substring(0, end).strip();
            Entry entry = new Entry(line, name, line.text().substring(end + 1).strip());
            if (entries.put(name, entry) != null) throw line.error(name, "there is another line of this name");
        }
        return this;
    }

    /**
     * A line.
     *
     * @param line the whole of it
     * @param name what stands first
     * @param value the rest, without blanks around it
     */
    public record Entry(KernelText.Line line, String name, String value) {

        /** Returns the value as a decimal number from 0 to {@link Long#MAX_VALUE}. */
        public long decimal() {
            return line.decimal(value, name);
        }

        /** Returns the value as a decimal number from 0 to {@link Integer#MAX_VALUE}. */
        public int decimalInt() {
            return line.decimalInt(value, name);
        }

        /** Returns the value as a decimal number from 0 to 2^64-1, as the bits of a long. */
        public long unsigned() {
            return line.unsigned(value, name);
        }

        /** Returns the value as a decimal number that may have a minus sign. */
        public long signed() {
            return line.signed(value, name);
        }

        /** Returns the value as a hexadecimal number without prefix, as the bits of a long. */
        public long hex() {
            return line.hex(value, name);
        }

        /** Returns {@code 0} and {@code 1} as what they say. */
        public boolean flag() {
            if (value.equals("0")) return false;
            if (value.equals("1")) return true;
            throw line.error(name, "expected 0 or 1 but it is \"" + value + "\"");
        }

        /** Returns a number of kibibytes, which the kernel writes as {@code 12 kB}, as bytes. */
        public long bytesOfKilobytes() {
            if (!value.endsWith(" kB")) throw line.error(name, "expected a number and kB but it is \"" + value + "\"");
            long kibibytes = line.decimal(value.substring(0, value.length() - 3), name);
            if (kibibytes > Long.MAX_VALUE >> 10) throw line.error(name, value + " is too large");
            return kibibytes << 10;
        }

        /** Returns the fields of the value. */
        public KernelFields fields() {
            return new KernelText.Line(line.file(), line.number(), value).each();
        }
    }

    /** Takes out the entry of a name, which must be there. */
    public Entry take(String name) {
        Entry entry = entries.remove(name);
        if (entry == null) throw KernelText.line(file, "").error(name, "there is no such line");
        return entry;
    }

    /** Takes out the entry of a name and makes a value of it; where it is not there, this kernel does not have it. */
    public <T> Reading<T> take(String name, Function<Entry, T> parser) {
        @Nullable Entry entry = entries.remove(name);
        if (entry == null) return new Reading.Absent<>(file + " has no line " + name);
        return new Reading.Value<>(parser.apply(entry));
    }

    /** Returns whether an entry of this name has not been taken. */
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** Returns the values of what was not taken, by their names, in the order of the file. */
    public Map<String, String> rest() {
        Map<String, String> rest = new LinkedHashMap<>();
        entries.forEach((name, entry) -> rest.put(name, entry.value()));
        return rest;
    }

    /** Returns what a function makes of each entry that was not taken, by their names, in the order of the file. */
    public <T> Map<String, T> all(Function<Entry, T> parser) {
        Map<String, T> all = new LinkedHashMap<>();
        entries.forEach((name, entry) -> all.put(name, parser.apply(entry)));
        return all;
    }
}
