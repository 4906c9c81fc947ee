package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelEntries;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * {@code sched}: {@code proc_sched_show_task} in kernel/sched/debug.c. A first line with name, id and number of threads, a
 * rule, then a line for each number. There is no such file in a kernel that is not built for debugging its scheduler.
 *
 * @param comm the name of the thread
 * @param task its id
 * @param threads how many its process has
 * @param running {@code se.sum_exec_runtime}: time on a processor
 * @param switches {@code nr_switches}
 * @param voluntarySwitches {@code nr_voluntary_switches}
 * @param involuntarySwitches {@code nr_involuntary_switches}
 * @param migrations {@code se.nr_migrations}: how often it changed its processor
 * @param policy {@code policy}
 * @param priority {@code prio}: 100 to 139, below 100 under real-time policies
 * @param further all other lines by their names; those about memory nodes are left out
 * @see <a href="https://man7.org/linux/man-pages/man7/sched.7.html">sched(7)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SchedulerDetails(
        String comm,
        int task,
        int threads,
        Reading<Duration> running,
        Reading<Long> switches,
        Reading<Long> voluntarySwitches,
        Reading<Long> involuntarySwitches,
        Reading<Long> migrations,
        Reading<SchedulingPolicy> policy,
        Reading<Long> priority,
        Map<String, String> further) {
    private static final int FRACTION_DIGITS = 6;
    private static final long NANOS_PER_MILLI = 1_000_000;

    public SchedulerDetails {
        further = Map.copyOf(further);
    }

    /** Reads about a thread; of a process, about its leader. */
    public static Reading<SchedulerDetails> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("sched"), SchedulerDetails::parse);
    }

    /** The name may hold line feeds: what is before the rule is all of the first line. */
    static SchedulerDetails parse(String file, String text) {
        List<KernelText.Line> lines = KernelText.wholeLines(file, text);
        int rule = 0;
        while (rule < lines.size() && !isRule(lines.get(rule))) rule++;
        if (rule == 0 || rule == lines.size()) throw lines.get(0).error("rule", "there is none behind the name");
        int end = rule + 1;
        while (end < lines.size() && lines.get(end).text().contains(":")) end++;
        StringBuilder first = new StringBuilder(lines.get(0).text());
        for (KernelText.Line line : lines.subList(1, rule)) first.append('\n').append(line.text());
        KernelEntries numbers = KernelEntries.ofColons(file, lines.subList(rule + 1, end));
        return of(new KernelText.Line(file, 1, first.toString()), numbers);
    }

    private static boolean isRule(KernelText.Line line) {
        return line.text().startsWith("-----") && line.text().chars().allMatch(c -> c == '-');
    }

    /** The first line is {@code name (7, #threads: 3)}, and the name may hold parentheses. */
    private static SchedulerDetails of(KernelText.Line first, KernelEntries numbers) {
        String text = first.text();
        int open = text.lastIndexOf(" (");
        int comma = text.lastIndexOf(", #threads: ");
        if (open < 0 || comma < open || !text.endsWith(")")) throw first.error("name", "expected an id and #threads");
        return new SchedulerDetails(
                text.substring(0, open),
                first.decimalInt(text.substring(open + 2, comma), "pid"),
                first.decimalInt(text.substring(comma + ", #threads: ".length(), text.length() - 1), "#threads"),
                numbers.take("se.sum_exec_runtime", SchedulerDetails::millis),
                numbers.take("nr_switches", KernelEntries.Entry::unsigned),
                numbers.take("nr_voluntary_switches", KernelEntries.Entry::unsigned),
                numbers.take("nr_involuntary_switches", KernelEntries.Entry::unsigned),
                numbers.take("se.nr_migrations", KernelEntries.Entry::unsigned),
                numbers.take("policy", entry -> SchedulingPolicy.of(entry.line(), entry.decimal())),
                numbers.take("prio", KernelEntries.Entry::signed),
                numbers.rest());
    }

    /** Milliseconds with six digits behind the point. */
    private static Duration millis(KernelEntries.Entry entry) {
        int point = entry.value().indexOf('.');
        if (point < 0 || entry.value().length() - point - 1 != FRACTION_DIGITS)
            throw entry.line().error(entry.name(), "expected six digits behind a point");
        long millis = entry.line().decimal(entry.value().substring(0, point), entry.name());
        long nanos = entry.line().decimal(entry.value().substring(point + 1), entry.name());
        if (millis > Long.MAX_VALUE / NANOS_PER_MILLI - 1) throw entry.line().error(entry.name(), "it is too large");
        return Duration.ofNanos(millis * NANOS_PER_MILLI + nanos);
    }
}
