package dev.ringfence.kernelfs.proc.memory;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code numa_maps}: {@code show_numa_map} in fs/proc/task_mmu.c. An address, a policy, then words and numbers. There
 * is no such file in a kernel without memory nodes.
 *
 * @param start first address, unsigned
 * @param policy of numa(7), such as {@code default} or {@code bind:0-1}
 * @param mappedFile its path, with blanks, tabs, line feeds and equals signs as they are
 * @param words such as {@code heap}, {@code stack} and {@code huge}
 * @param pages numbers of pages by their names, such as {@code anon} and {@code dirty}
 * @param pagesByNode numbers of pages by memory nodes, ascending
 * @param pageBytes {@code kernelpagesize_kB}; absent where there are no pages
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_numa_maps.5.html">proc_pid_numa_maps(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record NumaMapping(
        long start,
        String policy,
        @Nullable String mappedFile,
        Set<String> words,
        Map<String, Long> pages,
        Map<Integer, Long> pagesByNode,
        Reading<Long> pageBytes) {
    private static final String PAGE_SIZE = "kernelpagesize_kB";

    public NumaMapping {
        words = Set.copyOf(words);
        pages = Collections.unmodifiableMap(new LinkedHashMap<>(pages));
        pagesByNode = Collections.unmodifiableMap(new TreeMap<>(pagesByNode));
    }

    /** Returns the path of the file that is mapped. */
    public Optional<String> file() {
        return Optional.ofNullable(mappedFile);
    }

    /** Reads on which memory nodes the pages of a process are. */
    public static Reading<List<NumaMapping>> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("numa_maps"), NumaMapping::parse);
    }

    static List<NumaMapping> parse(String file, String text) {
        List<NumaMapping> mappings = new ArrayList<>();
        for (KernelText.Line line : KernelText.anyLines(file, text)) mappings.add(parse(line));
        return mappings;
    }

    private static NumaMapping parse(KernelText.Line line) {
        KernelFields fields = line.each();
        long start = fields.hex("address");
        String policy = fields.next("policy");
        @Nullable String file = null;
        Set<String> words = new LinkedHashSet<>();
        Map<String, Long> pages = new LinkedHashMap<>();
        Map<Integer, Long> byNode = new TreeMap<>();
        Reading<Long> pageBytes = new Reading.Absent<>("no pages are on any node");
        while (fields.hasNext()) {
            String field = fields.next("field");
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            String value = field.substring(equals + 1);
            if (equals < 0) words.add(field);
            else if (name.equals("file")) file = KernelText.unescaped(value);
            else if (name.equals(PAGE_SIZE)) pageBytes = new Reading.Value<>(kilobytes(line, value));
            else if (isNode(name)) byNode.put(line.decimalInt(name.substring(1), "node"), line.decimal(value, name));
            else pages.put(name, line.decimal(value, name));
        }
        return new NumaMapping(start, policy, file, words, pages, byNode, pageBytes);
    }

    private static boolean isNode(String name) {
        return name.length() > 1 && name.charAt(0) == 'N' && Character.isDigit(name.charAt(1));
    }

    private static long kilobytes(KernelText.Line line, String value) {
        long kilobytes = line.decimal(value, PAGE_SIZE);
        if (kilobytes > Long.MAX_VALUE >> 10) throw line.error(PAGE_SIZE, value + " is too large");
        return kilobytes << 10;
    }
}
