package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * {@code limits}: {@code proc_pid_limits} in fs/proc/base.c. A header, then a row for each resource: its name in 25 columns,
 * the soft and the hard limit in 20 each, and the unit; one blank between them.
 *
 * @param rows by the names of the kernel, such as {@code Max open files}, in the order of the file
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_limits.5.html">proc_pid_limits(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ResourceLimits(Map<String, Row> rows) {
    private static final int NAME_COLUMNS = 25;
    private static final String UNLIMITED = "unlimited";

    public ResourceLimits {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /**
     * A row.
     *
     * @param soft what holds now
     * @param hard what the process may raise it to
     * @param unit such as {@code bytes}; empty for priorities
     */
    public record Row(Limit soft, Limit hard, String unit) {}

    /** Resources of getrlimit(2), with their numbers of asm-generic/resource.h. */
    public enum Resource {
        CPU(0, "Max cpu time"),
        FSIZE(1, "Max file size"),
        DATA(2, "Max data size"),
        STACK(3, "Max stack size"),
        CORE(4, "Max core file size"),
        RSS(5, "Max resident set"),
        NPROC(6, "Max processes"),
        NOFILE(7, "Max open files"),
        MEMLOCK(8, "Max locked memory"),
        AS(9, "Max address space"),
        LOCKS(10, "Max file locks"),
        SIGPENDING(11, "Max pending signals"),
        MSGQUEUE(12, "Max msgqueue size"),
        NICE(13, "Max nice priority"),
        RTPRIO(14, "Max realtime priority"),
        RTTIME(15, "Max realtime timeout");

        private final int number;
        private final String row;

        Resource(int number, String row) {
            this.number = number;
            this.row = row;
        }

        /** Returns the one that the kernel calls by a name, such as {@code Max open files}. */
        public static Optional<Resource> named(String row) {
            return Arrays.stream(values())
                    .filter(resource -> resource.row.equals(row))
                    .findAny();
        }

        /** Returns the number by which calls name it: RLIMIT_NOFILE is 7. */
        public int number() {
            return number;
        }
    }

    /** Reads the limits of a process. */
    public static Reading<ResourceLimits> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("limits"), ResourceLimits::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static ResourceLimits parse(String file, String text) {
        List<KernelText.Line> lines = KernelText.wholeLines(file, text);
        lines.get(0).each().expect("Limit", "header").expect("Soft", "header");
        Map<String, Row> rows = new LinkedHashMap<>();
        for (KernelText.Line line : lines.subList(1, lines.size())) {
            if (line.text().length() <= NAME_COLUMNS) throw line.error("limit", "the line is too short");
            String name = line.text().substring(0, NAME_COLUMNS).stripTrailing();
            if (rows.put(name, row(line)) != null) throw line.error(name, "there is another line of this name");
        }
        return new ResourceLimits(rows);
    }

    private static Row row(KernelText.Line line) {
        var fields = line.eachFrom(NAME_COLUMNS);
        Limit soft = Limit.of(line, fields.next("soft limit"), UNLIMITED, "soft limit");
        Limit hard = Limit.of(line, fields.next("hard limit"), UNLIMITED, "hard limit");
        return new Row(soft, hard, fields.restBehindBlanks().stripTrailing());
    }

    /** Returns the limits of one resource. */
    public Reading<Row> of(Resource resource) {
        Row row = rows.get(resource.row);
        return row == null
                ? new Reading.Absent<>("there is no row \"" + resource.row + "\"")
                : new Reading.Value<>(row);
    }
}
