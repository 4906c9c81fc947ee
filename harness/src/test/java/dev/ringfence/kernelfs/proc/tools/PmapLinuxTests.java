package dev.ringfence.kernelfs.proc.tools;

import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.memory.Mapping;
import dev.ringfence.kernelfs.proc.memory.MappingUse;
import dev.ringfence.kernelfs.proc.memory.PageUse;
import dev.ringfence.kernelfs.proc.tools.LiveProcesses.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mappings of a process as pmap shows them, with all that the kernel tells of their pages. */
@Tag("linux")
@Tag("tools")
class PmapLinuxTests {
    @RegisterExtension
    static final LiveProcesses PROCESSES = new LiveProcesses();

    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final String FLAGS = "VmFlags";

    @ParameterizedTest
    @EnumSource
    void each_column_of_each_mapping_says_what_we_read(Kind kind, TestReporter reporter) throws Exception {
        Tool pmap = Tool.named("pmap");
        LiveProcess process = PROCESSES.get(kind);
        var same = SameMoment.of(
                () -> value(MappingUse.read(process.directory())), () -> pmap.lines("-p", "-XX", process.pid()));
        // The process, a line of names, a line for each mapping, a line and the sums.
        List<String> lines = same.theirs();
        List<String> names = BLANKS.splitAsStream(lines.get(1).strip()).toList();
        List<String> rows = lines.subList(2, lines.size() - 2);
        reporter.publishEntry("columns compared", String.join(" ", names));
        assertThat(names).contains("Address", "Perm", "Offset", "Device", "Inode", "Size", "Rss", "Pss", "Swap", FLAGS);
        assertThat(rows).hasSameSizeAs(same.ours()).hasSizeGreaterThan(5);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> ours = row(same.ours().get(i));
            Map<String, String> theirs = columns(names, rows.get(i), ours);
            ours.keySet().retainAll(theirs.keySet());
            if (same.ours().get(i).mapping().inode() != 0) assertThatPmapSharesPages(ours, theirs);
            for (String difference : Fields.differences(ours, theirs))
                differences.add(ours.get("Address") + " " + difference);
        }
        assertThat(differences).isEmpty();
    }

    /**
     * pmap has libraries of the process itself. While it looks, their pages have one more who shares them: what is private to
     * the process is shared with it, and the proportional size is less. What is compared is the sum of both.
     */
    private static void assertThatPmapSharesPages(Map<String, String> ours, Map<String, String> theirs) {
        long our = Long.parseLong(ours.getOrDefault("Pss", ""));
        assertThat(Long.parseLong(theirs.getOrDefault("Pss", "")))
                .as("Pss of %s", ours.get("Mapping"))
                .isBetween(our / 2, our);
        for (Map<String, String> row : List.of(ours, theirs)) {
            row.keySet().removeAll(List.of("Pss", "Pss_Dirty"));
            for (String kind : List.of("Clean", "Dirty")) {
                long shared = Long.parseLong(String.valueOf(row.remove("Shared_" + kind)));
                row.put(kind, Long.toString(shared + Long.parseLong(String.valueOf(row.remove("Private_" + kind)))));
            }
        }
    }

    /** Flags are any number of words, so what is left behind them is known only where they are. */
    private static Map<String, String> columns(List<String> names, String row, Map<String, String> expected) {
        Map<String, String> columns = new LinkedHashMap<>();
        String left = row.strip();
        for (String name : names) {
            if (name.equals("Mapping")) {
                columns.put(name, left);
                continue;
            }
            String flags = expected.getOrDefault(FLAGS, "");
            boolean areFlags = name.equals(FLAGS) && (left + " ").startsWith(flags + " ");
            int end = areFlags ? flags.length() : (left + " ").indexOf(' ');
            columns.put(name, left.substring(0, end));
            left = left.substring(end).strip();
        }
        return columns;
    }

    private static Map<String, String> row(MappingUse use) {
        Mapping mapping = use.mapping();
        Map<String, String> row = new LinkedHashMap<>();
        row.put("Address", String.format(Locale.ROOT, "%08x", mapping.start()));
        row.put("Perm", permissions(mapping.permissions()));
        row.put("Offset", String.format(Locale.ROOT, "%08x", mapping.offsetBytes()));
        row.put(
                "Device",
                String.format(
                        Locale.ROOT,
                        "%02x:%02x",
                        mapping.device().major(),
                        mapping.device().minor()));
        row.put("Inode", Long.toUnsignedString(mapping.inode()));
        row.put("Size", kilobytes(mapping.sizeBytes()));
        row.put("KernelPageSize", kilobytes(use.pageBytes()));
        pages(use.use(), row);
        use.use().further().forEach((name, text) -> row.put(name, text.replace(" kB", "")));
        row.put(FLAGS, String.join(" ", value(use.flags())));
        row.put("Mapping", mapping.text());
        return row;
    }

    private static void pages(PageUse use, Map<String, String> row) {
        row.put("Rss", kilobytes(use.residentBytes()));
        row.put("Pss", kilobytes(use.proportionalBytes()));
        put(row, "Pss_Dirty", use.proportionalDirtyBytes());
        row.put("Shared_Clean", kilobytes(use.sharedCleanBytes()));
        row.put("Shared_Dirty", kilobytes(use.sharedDirtyBytes()));
        row.put("Private_Clean", kilobytes(use.privateCleanBytes()));
        row.put("Private_Dirty", kilobytes(use.privateDirtyBytes()));
        row.put("Referenced", kilobytes(use.referencedBytes()));
        row.put("Anonymous", kilobytes(use.anonymousBytes()));
        put(row, "LazyFree", use.lazilyFreedBytes());
        put(row, "AnonHugePages", use.anonymousHugePageBytes());
        put(row, "ShmemPmdMapped", use.sharedHugePageBytes());
        put(row, "FilePmdMapped", use.fileHugePageBytes());
        put(row, "Shared_Hugetlb", use.sharedHugetlbBytes());
        put(row, "Private_Hugetlb", use.privateHugetlbBytes());
        row.put("Swap", kilobytes(use.swappedBytes()));
        put(row, "SwapPss", use.proportionalSwappedBytes());
        put(row, "Locked", use.lockedBytes());
    }

    private static void put(Map<String, String> row, String name, Reading<Long> bytes) {
        bytes.value().ifPresent(value -> row.put(name, kilobytes(value)));
    }

    private static String kilobytes(long bytes) {
        return Long.toString(bytes >> 10);
    }

    private static String permissions(Mapping.Permissions permissions) {
        return (permissions.readable() ? "r" : "-")
                + (permissions.writable() ? "w" : "-")
                + (permissions.executable() ? "x" : "-")
                + (permissions.shared() ? "s" : "p");
    }
}
